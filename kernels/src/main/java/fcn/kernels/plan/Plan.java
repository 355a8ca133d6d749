package fcn.kernels.plan;

import fcn.kernels.Kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A kernel for each convolution and transposed convolution of a network on inputs of one size.
 *
 * @param network the network's name
 * @param size height and width of its input, {@code 500x334}
 * @param choices by layer, in the network's order
 */
public record Plan(String network, String size, Map<String, Choice> choices) {
    /** A kernel and, for people, why it was chosen. */
    public record Choice(Kernel kernel, String reason) {}

    public Plan {
        choices = new LinkedHashMap<>(choices);
    }
}
