package fcn.reports.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Plan;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reports.Samples;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class AnEditedPlanIsReadOrRefusedWithItsPlace {
    @TempDir Path folder;
    private static final Origin HERE = new Origin("this", "25", 256, 2);
    private final List<String> warnings = new ArrayList<>();
    private final Network network = Samples.network();
    private Path file;
    private Plan plan;

    @BeforeEach
    void write() throws IOException {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        choices.put("conv1", new Plan.Choice(Convolutions.DIRECT, "1.20 ms, \"alone\""));
        choices.put("conv2", new Plan.Choice(Convolutions.DIRECT_SIMD, "2 × as fast"));
        choices.put("up", new Plan.Choice(TransposedConvolutions.GATHER, ""));
        plan = new Plan("small", "12x8", choices);
        file = folder.resolve("plan.prototxt");
        PlanFile.write(file, plan);
    }

    @Test
    void itComesBackAsItWasWritten() {
        assertThat(read()).isEqualTo(plan);
    }

    @Test
    void anEditedKernelIsTaken() throws IOException {
        edit("\"DIRECT_SIMD\"", "\"DIRECT\"");
        assertThat(read().choices().get("conv2").kernel()).isEqualTo(Convolutions.DIRECT);
    }

    @Test
    void anUnknownKernel() throws IOException {
        edit("\"DIRECT_SIMD\"", "\"DIRCT\"");
        refused(":11:3: unknown kernel 'DIRCT'; the kernels are [DIRECT, ");
    }

    @Test
    void anUnknownLayer() throws IOException {
        edit("\"conv2\"", "\"conv9\"");
        refused(":10:3: unknown layer 'conv9'; the layers are [conv1, conv2, up]");
    }

    @Test
    void aKernelThatDoesNotDoTheLayer() throws IOException {
        edit("\"DIRECT_SIMD\"", "\"GATHER\"");
        refused("GATHER does not do layer 'conv2' (not transposed)");
    }

    @Test
    void aTypo() throws IOException {
        edit("kernel: \"DIRECT_SIMD\"", "kernle: \"DIRECT_SIMD\"");
        refused("plan.prototxt:11:3: unknown field kernle; correct it");
    }

    @Test
    void aLayerTwiceOrNever() throws IOException {
        edit("\"conv2\"", "\"conv1\"");
        refused(":10:3: layer 'conv1' has a second choice");
        Files.writeString(file, "network: 'small' size: '12x8'");
        refused("layer 'conv1' has no choice");
    }

    @Test
    void anotherNetwork() throws IOException {
        edit("network: \"small\"", "network: \"large\"");
        refused("a plan for 'large', not for 'small'");
    }

    @Test
    void anotherSizeOrMachineIsTakenWithAWarning() throws IOException {
        PlanFile.write(file, plan, HERE);
        assertThat(read()).isEqualTo(plan);
        assertThat(warnings).isEmpty();
        edit("\"12x8\"", "\"500x334\"");
        edit("\"this\"", "\"that\"");
        edit("threads: 2", "threads: 4");
        assertThat(read()).isEqualTo(plan);
        assertThat(warnings)
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("plan.prototxt: made for inputs of 500x334, not 12x8")
                .contains("that, not this, 4 threads, not 2;")
                .doesNotContain("JDK", "\n");
    }

    @Test
    void nothingAndNoFile() throws IOException {
        Files.writeString(file, "");
        refused("it lacks network, size");
        Files.delete(file);
        refused("cannot be read");
    }

    private Plan read() {
        return PlanFile.read(file, network, HERE, warnings::add);
    }

    private void edit(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private void refused(String message) {
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("plan.prototxt")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }
}
