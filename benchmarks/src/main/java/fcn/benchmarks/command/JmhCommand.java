package fcn.benchmarks.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** JMH's own command line. */
@Command(
        name = JmhCommand.NAME,
        header = "JMH's own command line.",
        description = "JMH's own command line, untouched; jmh -h tells its options.")
final class JmhCommand implements Callable<Integer> {
    static final String NAME = "jmh";

    @Parameters(paramLabel = "ARGS", description = "Handed to JMH as they are.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
        return 0;
    }
}
