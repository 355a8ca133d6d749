package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;

/** What a page says of its making. */
final class Made {
    private Made() {}

    /** How to make it again; its folder and machine paths are not part of it. */
    static String command(String arguments) {
        return "java -jar benchmarks.jar " + arguments;
    }

    /** The build, the Java and the processor. */
    static String build() {
        return "fcn-kernels "
                + Machine.buildProperty("git.commit.id.abbrev")
                + ", Java "
                + Runtime.version()
                + ", "
                + System.getProperty("os.arch");
    }
}
