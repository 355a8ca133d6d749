package fcn.kernels.clock;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.convolution.ConvolutionKernel;
import fcn.kernels.convolution.Epilogue;
import fcn.kernels.convolution.PreparedConvolution;
import fcn.kernels.threads.Team;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.ShapeDescriptor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class ThePhasesCoverTheRun {
    private static final String SHAPE = "ic32oc32_ih40kh3ph1";

    @ParameterizedTest
    @CsvSource({
        "WINOGRAD_F4, TRANSFORM_INPUT MULTIPLY TRANSFORM_OUTPUT",
        "WINOGRAD_F4_PHASED, TRANSFORM_INPUT MULTIPLY TRANSFORM_OUTPUT",
        "WINOGRAD_F6_ON_THE_FLY, TRANSFORM_INPUT TRANSFORM_WEIGHTS MULTIPLY TRANSFORM_OUTPUT",
        "IMPLICIT_GEMM, PACK MULTIPLY STORE",
        "IM2COL_GEMM, PACK MULTIPLY STORE",
    })
    void onOneThreadAndNoOtherPhaseIsSeen(String kernel, String expected)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules=jdk.incubator.vector",
                                "-Dfcn.phases=true",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ThePhasesCoverTheRun.class.getName(),
                                kernel)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> lines = told.lines().toList();
        long wall = Long.parseLong(lines.getFirst());
        long sum = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ", -1);
            assertThat(words[0]).isIn((Object[]) expected.split(" ", -1));
            sum += Long.parseLong(words[1]);
        }
        assertThat(lines).hasSize(1 + expected.split(" ", -1).length);
        assertThat((double) sum / wall).isBetween(0.5, 1.0);
    }

    /** Runs a kernel some times; tells nanoseconds of all runs, then of each phase seen. */
    public static void main(String[] arguments) {
        ConvolutionKernel kernel = Catalogue.find(arguments[0]).orElseThrow().algorithm();
        ConvolutionShape shape = ShapeDescriptor.parse(SHAPE);
        float[] input = new float[kernel.inputLayout().floats(shape.input())];
        float[] output = new float[kernel.outputLayout().floats(shape.output())];
        float[] weights = new float[(int) shape.weights().count()];
        try (Team team = new Team(1)) {
            PreparedConvolution prepared =
                    kernel.prepare(shape, Epilogue.RELU, weights, null, team);
            float[] workspace = new float[prepared.workspaceFloats(1)];
            prepared.run(input, output, workspace, team);
            for (Phase phase : Phase.values()) {
                phase.drain();
            }
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                prepared.run(input, output, workspace, team);
            }
            System.out.println(System.nanoTime() - start);
        }
        for (Phase phase : Phase.values()) {
            long nanos = phase.drain();
            if (nanos > 0) {
                System.out.println(phase + " " + nanos);
            }
        }
    }
}
