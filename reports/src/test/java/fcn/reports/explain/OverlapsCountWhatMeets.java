package fcn.reports.explain;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.api.Test;

class OverlapsCountWhatMeets {
    @Test
    void ofAnUpsampling() {
        // by rows and columns: 3 inputs, a kernel of 4 at stride 2, hence 1 1 2 2 2 2 1 1
        Walk walk = Walk.of(ShapeDescriptor.parse("deconv:ic1oc1_ih3kh4sh2"));
        assertThat(walk.meetings().subList(0, 8)).containsExactly(1, 1, 2, 2, 2, 2, 1, 1);
        assertThat(walk.meetings().subList(24, 32)).containsExactly(2, 2, 4, 4, 4, 4, 2, 2);
        Overlap overlap = Overlap.of(walk);
        assertThat(overlap.caption()).isEqualTo("an output is written by 4 inputs at most");
        assertThat(overlap.steps()).extracting(Overlap.Step::meetings).containsExactly(1, 2, 4);
        assertThat(overlap.steps()).extracting(Overlap.Step::share).containsExactly(0.25, 0.5, 1.0);
        assertThat(overlap.steps().getFirst().path())
                .isEqualTo(
                        "M0 0h1v1h-1zM1 0h1v1h-1zM6 0h1v1h-1zM7 0h1v1h-1z"
                                + "M0 1h1v1h-1zM1 1h1v1h-1zM6 1h1v1h-1zM7 1h1v1h-1z"
                                + "M0 6h1v1h-1zM1 6h1v1h-1zM6 6h1v1h-1zM7 6h1v1h-1z"
                                + "M0 7h1v1h-1zM1 7h1v1h-1zM6 7h1v1h-1zM7 7h1v1h-1z");
        assertThat(overlap.frames())
                .containsExactly(new Overlap.Frame(0, 0, 4, 4), new Overlap.Frame(2, 0, 4, 4));
    }

    @Test
    void whatNoKernelReachesIsMetByNone() {
        Walk walk = Walk.of(ShapeDescriptor.parse("ic1oc1_ih5kh2sh3"));
        assertThat(walk.meetings().subList(0, 5)).containsExactly(1, 1, 0, 1, 1);
        assertThat(Overlap.of(walk).steps()).extracting(Overlap.Step::meetings).contains(0);
    }
}
