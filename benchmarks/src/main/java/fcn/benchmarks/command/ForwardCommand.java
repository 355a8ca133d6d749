package fcn.benchmarks.command;

import fcn.kernels.session.Kept;
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

    @Option(
            names = "--labels",
            paramLabel = "BLOB",
            split = ",",
            description =
                    "Blobs of which just the channel with the largest value of each pixel is saved"
                            + " (DIR/BLOB_labels.npy); scores that nothing else reads are then"
                            + " never written.")
    private List<String> labels = new ArrayList<>();

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
        Kept keep = kept(network);
        try (Engine engine = common.engine(network, keep, 1)) {
            Map<String, Tensor> blobs = new LinkedHashMap<>();
            engine.run(values)
                    .forEach(
                            (blob, value) ->
                                    blobs.put(
                                            keep.labels().contains(blob) ? blob + "_labels" : blob,
                                            value));
            SavedBlobs.write(common.out, blobs, common);
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("network", network.name());
        result.put("weights", common.weightsName());
        result.put("engine", common.engine.name());
        result.put("saved", List.copyOf(keep.blobs()));
        result.put("labels", List.copyOf(keep.labels()));
        common.writeJson(result);
        return 0;
    }

    private Kept kept(Network network) {
        Set<String> blobs =
                save.isEmpty() && labels.isEmpty()
                        ? network.outputs()
                        : SavedBlobs.named(network, "--save", save);
        Set<String> labelled = SavedBlobs.named(network, "--labels", labels);
        for (String blob : labelled) {
            if (blobs.contains(blob)) {
                throw new BadInputException(
                        "--labels "
                                + blob
                                + ": --save takes its values too, from which they follow; leave"
                                + " one of them out");
            }
        }
        return new Kept(blobs, labelled);
    }
}
