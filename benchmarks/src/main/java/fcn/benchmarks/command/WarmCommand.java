package fcn.benchmarks.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * The launcher takes the command of that name for itself: it runs what follows in a JVM that writes
 * down what it learns. Without anything after it this is what runs.
 */
@Command(
        name = "warm",
        header = "Makes every later start of this jar faster.",
        description = {
            "Runs a command (default time) and keeps what the JVM learned by it in the user's cache"
                    + " folder.",
            ""
        })
final class WarmCommand implements Callable<Integer> {
    private static final List<String> USUAL = List.of("time", "--runs", "3", "--quiet");

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "ARGUMENT",
            arity = "0..*",
            description = "A command and its arguments, as in: warm segment a.jpg")
    private List<String> command = List.of();

    @Override
    public Integer call() {
        CommandLine root = spec.commandLine().getParent();
        return root.execute((command.isEmpty() ? USUAL : command).toArray(String[]::new));
    }
}
