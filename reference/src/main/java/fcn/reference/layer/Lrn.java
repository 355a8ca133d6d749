package fcn.reference.layer;

import fcn.reference.BadInputException;
import fcn.reference.tensor.Shape;

import java.util.List;

/**
 * Local response normalisation, {@code y = x / (k + alpha/n · sum x²)^beta}, the sum over {@code
 * localSize} channels around (n = localSize) or over a square of that side within the channel (n =
 * localSize²).
 */
public record Lrn(int localSize, float alpha, float beta, float k, Region region) implements Layer {
    /** Where the neighbours are. */
    public enum Region {
        ACROSS_CHANNELS,
        WITHIN_CHANNEL
    }

    public Lrn {
        if (localSize < 1 || localSize % 2 == 0) {
            throw new BadInputException("local_size " + localSize + " must be odd and positive");
        }
    }

    @Override
    public String type() {
        return "LRN";
    }

    @Override
    public List<Shape> outputs(List<Shape> inputs) {
        return List.of(Layer.only(inputs));
    }

    /** A square and a sum for each neighbour, a power and a quotient. */
    @Override
    public long flops(List<Shape> inputs) {
        long neighbours =
                region == Region.ACROSS_CHANNELS ? localSize : (long) localSize * localSize;
        return (2 * neighbours + 2) * Layer.only(inputs).count();
    }
}
