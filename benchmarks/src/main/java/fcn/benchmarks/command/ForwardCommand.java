package fcn.benchmarks.command;

import fcn.reference.BadInputException;
import fcn.reference.network.Network;
import fcn.reference.tensor.Npy;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** Any network on arrays from files. */
@Command(
        name = "forward",
        header = "Runs any network on .npy inputs.",
        description = "Runs any network on .npy inputs and saves blobs as DIR/BLOB.npy.")
final class ForwardCommand implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Option(
            names = "--input",
            paramLabel = "BLOB=FILE",
            description =
                    "A .npy of float32 or float64 for an input; repeat for each. Its shape takes"
                            + " the place of the prototxt's.")
    private Map<String, Path> inputs = new LinkedHashMap<>();

    @Option(
            names = "--save",
            paramLabel = "BLOB",
            split = ",",
            description = "Blobs to save, commas between, or all; default the outputs.")
    private List<String> save = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        Network described = common.network(null);
        for (String blob : described.inputs().keySet()) {
            if (!inputs.containsKey(blob)) {
                throw new BadInputException(
                        "input '" + blob + "' is missing; give --input " + blob + "=FILE.npy");
            }
        }
        Map<String, Tensor> values = new LinkedHashMap<>();
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Map.Entry<String, Path> input : inputs.entrySet()) {
            Tensor value = Npy.read(input.getValue());
            values.put(input.getKey(), value);
            shapes.put(input.getKey(), value.shape());
        }
        Network network = described.withInputs(shapes);
        Set<String> keep = save.isEmpty() ? network.outputs() : SavedBlobs.named(network, save);
        try (Engine engine = common.engine(network, keep)) {
            SavedBlobs.write(common.out, engine.run(values), common);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", network.name());
        result.put("weights", common.weightsName());
        result.put("engine", common.engine.name());
        result.put("saved", List.copyOf(keep));
        common.writeJson(result);
        return 0;
    }
}
