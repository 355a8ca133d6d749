package fcn.benchmarks.competition;

import fcn.reports.performance.Figures;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.io.Console;
import java.io.PrintWriter;

/** What is being timed and how long it will take: a bar on a terminal, else a line a step. */
public final class Progress {
    private static final int COLUMNS = 100;

    private final PrintWriter lines;
    private final boolean terminal;
    private final boolean quiet;
    private ProgressBar bar;
    private int steps;
    private int done;

    /** Tells nothing where it is to be quiet. */
    @SuppressWarnings("SystemConsoleNull") // it still is null where there is no console module
    public Progress(PrintWriter lines, boolean quiet) {
        this.lines = lines;
        this.quiet = quiet;
        this.terminal = isTerminal();
    }

    @SuppressWarnings("SystemConsoleNull") // it still is null where there is no console module
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Says something before the steps begin; on a terminal in place. */
    public void says(String what) {
        if (!quiet) {
            lines.print(terminal ? "\r\033[K" + what : what + System.lineSeparator());
            lines.flush();
        }
    }

    void begin(int count) {
        steps = count;
        if (!quiet && terminal) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("bench")
                            .setInitialMax(count)
                            .setStyle(ProgressBarStyle.ASCII)
                            .hideEta()
                            .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                            .build();
        }
    }

    /** The next step begins. */
    void step(String what, double secondsLeft) {
        String left = "about " + Figures.duration(Math.round(secondsLeft)) + " left";
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(what + ", " + left);
        } else if (!quiet) {
            lines.printf("[%d/%d] %s, %s%n", done + 1, steps, what, left);
            lines.flush();
        }
        done++;
    }

    void end() {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage("");
            bar.close();
        }
    }
}
