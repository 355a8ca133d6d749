package fcn.benchmarks.command;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.io.Console;
import java.io.PrintWriter;

/**
 * How far long work is: a bar with the time left on a terminal, a line for each step elsewhere,
 * nothing where it is to be quiet.
 */
final class Progress implements AutoCloseable {
    private static final int COLUMNS = 79;

    private final PrintWriter lines;
    private final ProgressBar bar;
    private final String work;
    private final int steps;
    private int done;

    /** Work of a known number of steps; lines go to {@code errors}. */
    Progress(String work, int steps, boolean quiet, PrintWriter errors) {
        boolean terminal = isTerminal();
        this.work = work;
        this.steps = steps;
        this.lines = quiet || terminal ? null : errors;
        this.bar =
                quiet || !terminal
                        ? null
                        : new ProgressBarBuilder()
                                .setTaskName(work)
                                .setInitialMax(steps)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setUpdateIntervalMillis(200)
                                .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                                .build();
    }

    @SuppressWarnings("SystemConsoleNull") // it still is null where there is no console module
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** What is under way now; a few words. */
    void step(String what) {
        done++;
        if (bar != null) {
            bar.setExtraMessage(what);
            bar.stepTo(done - 1L);
        } else if (lines != null) {
            lines.printf("%s %d/%d: %s%n", work, done, steps, what);
            lines.flush();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(done);
            bar.close();
        }
    }
}
