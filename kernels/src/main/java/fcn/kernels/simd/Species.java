package fcn.kernels.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

import java.util.Map;

/**
 * The one vector width of all kernels: the widest that the machine has, or less where the system
 * property {@value #PROPERTY} says 128, 256 or 512 bits.
 */
public final class Species {
    /**
     * System property that narrows the vectors; a value above the machine's width has no effect.
     */
    public static final String PROPERTY = "fcn.vector.bits";

    /** System property that says how many vector registers to count on: 16 or 32. */
    public static final String REGISTERS_PROPERTY = "fcn.vector.registers";

    /** Vectors of float32 at the chosen width. */
    public static final VectorSpecies<Float> FLOAT = choose(System.getProperty(PROPERTY));

    /** Floats in a vector. */
    public static final int LANES = FLOAT.length();

    /**
     * Vector registers, at any width: 32 where the machine has 512 bits (AVX-512, which serves the
     * narrower widths too), else counted as 16; or what {@value #REGISTERS_PROPERTY} says.
     */
    public static final int REGISTERS = registers(System.getProperty(REGISTERS_PROPERTY));

    private Species() {}

    private static VectorSpecies<Float> choose(String bits) {
        VectorSpecies<Float> widest = FloatVector.SPECIES_PREFERRED;
        if (bits == null) {
            return widest;
        }
        VectorSpecies<Float> asked =
                Map.of(
                                "128", FloatVector.SPECIES_128,
                                "256", FloatVector.SPECIES_256,
                                "512", FloatVector.SPECIES_512)
                        .get(bits);
        if (asked == null) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + bits + " must be 128, 256 or 512");
        }
        return asked.length() < widest.length() ? asked : widest;
    }

    private static int registers(String asked) {
        if (asked == null) {
            return FloatVector.SPECIES_PREFERRED.length() == 16 ? 32 : 16;
        }
        if (!asked.equals("16") && !asked.equals("32")) {
            throw new IllegalArgumentException(
                    "-D" + REGISTERS_PROPERTY + "=" + asked + " must be 16 or 32");
        }
        return Integer.parseInt(asked);
    }
}
