package fcn.benchmarks.progress;

import fcn.reports.performance.Figures;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.io.Console;
import java.io.PrintWriter;

/**
 * What is under way and how long it will take: a bar on a terminal, a line for each step elsewhere,
 * nothing where it is to be quiet.
 */
public final class Progress implements AutoCloseable {
    private static final int COLUMNS = 79;

    private final String work;
    private final boolean quiet;
    private final PrintWriter lines;
    private final boolean terminal = isTerminal();
    private ProgressBar bar;
    private int steps;
    private int begun;
    private long start;

    /** Of work of that name; lines go to {@code lines}. */
    public Progress(String work, boolean quiet, PrintWriter lines) {
        this.work = work;
        this.quiet = quiet;
        this.lines = lines;
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

    /** That many steps follow. */
    public void begin(int count) {
        steps = count;
        start = System.nanoTime();
        if (!quiet && terminal) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName(work)
                            .setInitialMax(count)
                            .setStyle(ProgressBarStyle.ASCII)
                            .hideEta()
                            .setConsumer(new ConsoleProgressBarConsumer(System.err, COLUMNS))
                            .build();
        }
    }

    /** The next step begins, one of about equal length; a few words. */
    public void step(String what) {
        double seconds = (System.nanoTime() - start) / 1e9;
        show(what + (begun == 0 ? "" : left(seconds / begun * (steps - begun))));
    }

    /** The next step begins; that step and those after it take about so long. */
    public void step(String what, double secondsLeft) {
        show(what + left(secondsLeft));
    }

    private static String left(double seconds) {
        return ", about " + Figures.duration(Math.round(seconds)) + " left";
    }

    private void show(String what) {
        if (bar != null) {
            bar.stepTo(begun);
            bar.setExtraMessage(what);
        } else if (!quiet) {
            lines.printf("%s %d/%d: %s%n", work, begun + 1, steps, what);
            lines.flush();
        }
        begun++;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.stepTo(begun);
            bar.setExtraMessage("");
            bar.close();
        }
    }
}
