package fcn.mutants;

/**
 * A slip at a place.
 *
 * @param type the class, {@code fcn.kernels.gemm.PackedMatrix}
 * @param method name and descriptor
 * @param index of the instruction among the method's elements
 * @param choice which of the slips at this instruction
 * @param line of the source file
 */
record Mutant(String type, String method, int index, int choice, String text, int line) {
    /** Class and method, without packages, {@code PackedMatrix.multiplyAdd}. */
    String where() {
        return type.substring(type.lastIndexOf('.') + 1)
                + "."
                + method.substring(0, method.indexOf('('));
    }

    /** The file that the class was compiled from, below a source folder. */
    String file() {
        return type.replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    }
}
