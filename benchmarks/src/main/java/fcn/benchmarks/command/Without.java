package fcn.benchmarks.command;

import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Ranking;
import fcn.kernels.session.Saving;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.network.Network;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Savings that can be switched off, so that their worth is measured. */
enum Without {
    FRAME("computes what no image can change and what nobody reads"),
    FUSION("pools in a pass of its own"),
    FC6("7x7 layers by implicit GEMM, not by Winograd"),
    TRANSPOSED(
            "bilinear upsampling by general phases, its zeros multiplied; crops and adds after it"),
    ERROR("3x3 layers by F(2x2, 3x3) at most, the most accurate Winograd");

    final String what;

    Without(String what) {
        this.what = what;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A session's savings but these, perhaps with bands. */
    static Set<Saving> savings(Set<Without> without, boolean bands) {
        Set<Saving> left = EnumSet.copyOf(bands ? Saving.ALL : Saving.DEFAULT);
        if (without.contains(FRAME)) {
            left.remove(Saving.FRAME);
        }
        if (without.contains(FUSION)) {
            left.remove(Saving.FUSION);
        }
        if (without.contains(TRANSPOSED)) {
            left.remove(Saving.UPSAMPLING);
        }
        return left;
    }

    /** A plan whose kernels do not save this either. */
    static Plan plan(Plan plan, Network network, Set<Without> without) {
        Map<String, ConvolutionShape> shapes = Ranking.convolutions(network);
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        plan.choices()
                .forEach(
                        (layer, choice) ->
                                choices.put(layer, choice(choice, shapes.get(layer), without)));
        return new Plan(plan.network(), plan.size(), choices);
    }

    private static Plan.Choice choice(
            Plan.Choice choice, ConvolutionShape shape, Set<Without> without) {
        Kernel instead = choice.kernel();
        String name = instead.name();
        if (without.contains(FC6) && shape.window().kernelH() == 7 && name.startsWith("WINOGRAD")) {
            instead = Convolutions.IMPLICIT_GEMM;
        }
        if (without.contains(TRANSPOSED) && shape.transposed()) {
            instead = TransposedConvolutions.GATHER_PHASES;
        }
        if (without.contains(ERROR) && name.matches("WINOGRAD_F[46].*")) {
            instead = Convolutions.WINOGRAD_F2;
        }
        boolean same = instead.equals(choice.kernel());
        return same ? choice : new Plan.Choice(instead, "--without " + without);
    }
}
