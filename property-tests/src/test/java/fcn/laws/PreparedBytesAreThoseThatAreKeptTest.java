package fcn.laws;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.kernels.Catalogue;
import fcn.kernels.convolution.PreparedConvolution;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A prepared kernel holds on to arrays of as many bytes as it says, but for tables of six
 * kilobytes, and for the weights that it was given where it streams them: counted by walking over
 * its fields. Transformed and streamed weights are foretold to the byte, and of the others at least
 * weights and bias.
 */
final class PreparedBytesAreThoseThatAreKeptTest {
    private static final Pattern TRANSFORMED = Pattern.compile("FFT|STRASSEN|WINOGRAD.*");
    private static final long TABLES = 6 << 10;

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void countedOverItsFields(@ForAll("pairwise") Trial trial) {
        holds(trial);
    }

    static void holds(Trial trial) {
        Operands reals = Operands.reals(trial);
        float[] weights = reals.weights().getFirst().data();
        PreparedConvolution prepared =
                trial.kernel()
                        .algorithm()
                        .prepare(
                                trial.shape(),
                                trial.epilogue(),
                                weights,
                                trial.bias() ? reals.weights().get(1).data() : null,
                                Teams.of(1));
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        if (trial.kernel().algorithm().streams()) {
            seen.add(weights);
        }
        long kept = bytes(prepared, seen);
        assertThat(prepared.preparedBytes()).isBetween(kept - TABLES, kept + TABLES);
        long foretold = trial.kernel().algorithm().preparedBytes(trial.shape());
        if (trial.kernel().algorithm().streams()
                || TRANSFORMED.matcher(trial.kernel().name()).matches()) {
            assertThat(foretold).isEqualTo(prepared.preparedBytes());
        } else {
            long bias = (long) Float.BYTES * trial.shape().oc();
            assertThat(foretold).isGreaterThanOrEqualTo(trial.shape().weights().bytes() + bias);
        }
    }

    /** Of the arrays of numbers that an object of ours leads to. */
    private static long bytes(Object object, Set<Object> seen) {
        if (object == null || !seen.add(object)) {
            return 0;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return array(object, seen);
        }
        long bytes = 0;
        for (Class<?> c = type;
                c != null && c.getName().startsWith("fcn.");
                c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && !type.isHidden()) {
                    bytes += bytes(value(field, object), seen);
                }
            }
        }
        return bytes;
    }

    private static long array(Object array, Set<Object> seen) {
        int length = Array.getLength(array);
        return switch (array) {
            case float[] f -> (long) Float.BYTES * length;
            case int[] i -> (long) Integer.BYTES * length;
            case double[] d -> (long) Double.BYTES * length;
            case Object[] objects -> {
                long bytes = 0;
                for (Object object : objects) {
                    bytes += bytes(object, seen);
                }
                yield bytes;
            }
            default -> 0;
        };
    }

    private static Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Provide
    Arbitrary<Trial> pairwise() {
        return Trial.pairwise(Catalogue.all());
    }
}
