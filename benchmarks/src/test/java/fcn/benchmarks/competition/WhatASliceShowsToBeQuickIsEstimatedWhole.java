package fcn.benchmarks.competition;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.api.Test;

class WhatASliceShowsToBeQuickIsEstimatedWhole {
    private static final ConvolutionShape SHAPE =
            ShapeDescriptor.parse("ic256oc256_ih56oh56kh3ph1");

    private final Estimator estimator = new Estimator(this::clock, new Estimate.Size(1000, 16));

    private int asked;

    /** On a slice all seem to take four times as long, and F4 is interpreted at first. */
    private double clock(Kernel kernel, ConvolutionShape shape, double enough, Estimate.Size size) {
        if (kernel.name().equals("WINOGRAD_F4") && asked++ == 0) {
            return 5000;
        }
        double whole = kernel.name().equals("DIRECT") ? 600 : 10;
        return size.flops() < shape.flops() ? 4 * whole : whole;
    }

    private double milliseconds(String kernel) {
        return estimator.byTheWhole(Catalogue.find(kernel).orElseThrow(), SHAPE);
    }

    @Test
    void andWhatItShowsToBeSlowIsNot() {
        assertThat(milliseconds("WINOGRAD_F6_PHASED")).isEqualTo(10);
        assertThat(milliseconds("WINOGRAD_F4")).isEqualTo(10);
        assertThat(milliseconds("DIRECT")).isEqualTo(2400);
    }
}
