package fcn.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.benchmarks.competition.Estimate;
import fcn.benchmarks.competition.Estimator;
import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.plan.Step;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class WhatSeemsUnbearableIsAskedAgain {
    private final List<String> asked = new ArrayList<>();
    private final Screening screening =
            new Screening(new Estimator(this::clock, new Estimate.Size(1000, 16)));

    /** One kernel is interpreted at first, another is slow; the rest take 10 ms. */
    private double clock(Kernel kernel, ConvolutionShape shape, double enough, Estimate.Size size) {
        String name = kernel.name();
        boolean first = !asked.contains(name);
        asked.add(name);
        return switch (name) {
            case "WINOGRAD_F6_PHASED" -> first ? 2000 : 9;
            case "DIRECT" -> 1000;
            default -> 10;
        };
    }

    private List<String> contenders(String shape) {
        List<Step.Convolve> contest =
                Stream.of("WINOGRAD_F6", "WINOGRAD_F6_PHASED", "DIRECT", "IMPLICIT_GEMM")
                        .map(name -> Catalogue.find(name).orElseThrow())
                        .map(k -> new Step.Convolve(ShapeDescriptor.parse(shape), k, Epilogue.RELU))
                        .toList();
        return screening.contenders(contest).stream().map(s -> s.kernel().name()).toList();
    }

    @Test
    void beforeItIsLeftOutAndNeverAfter() {
        assertThat(contenders("ic128oc128_ih60kh3ph1"))
                .startsWith("WINOGRAD_F6_PHASED")
                .doesNotContain("DIRECT");
        assertThat(asked).containsOnlyOnce("WINOGRAD_F6", "IMPLICIT_GEMM");
        asked.clear();

        contenders("ic256oc256_ih30kh3ph1");

        assertThat(asked).contains("WINOGRAD_F6_PHASED").doesNotContain("DIRECT");
    }
}
