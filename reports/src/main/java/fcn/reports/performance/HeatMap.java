package fcn.reports.performance;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.reports.page.Downloads;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kernels by layers, coloured by the time over the layer's fastest, with the plan as a path from
 * the first layer to the last. Coordinates are pixels of an SVG of {@code width} × {@code height}.
 *
 * @param path the plan, as an SVG path between the chosen cells; empty where nothing was chosen
 */
public record HeatMap(
        int width,
        int height,
        List<Label> columns,
        List<Label> rows,
        List<Cell> cells,
        String path,
        Downloads downloads) {
    private static final int CELL_WIDTH = 36;
    private static final int CELL_HEIGHT = 22;
    private static final int PITCH = 32;
    private static final int LEFT = 104;

    /** Pixels of a letter of a column's name, rounded up: 10 px, monospace. */
    private static final double LETTER = 6.1;

    /** Upper ends of the colours' steps, in times the fastest. */
    private static final double[] STEPS = {1.05, 1.3, 1.7, 2.5, 5, 10};

    /** The name of a row or column and where it stands. */
    public record Label(String name, int x, int y) {}

    /**
     * A kernel on a layer.
     *
     * @param level 0 for as fast as the fastest to 6 for over ten times its time
     */
    public record Cell(int x, int y, int level, String text, String description, boolean planned) {}

    /** What a cell stands for. */
    record Ratio(String layer, String kernel, double ms, double times_fastest, boolean planned) {
        static Ratio of(FigureRow row) {
            return new Ratio(
                    row.layer(), row.kernel(), row.ms(), row.times_fastest(), row.planned());
        }
    }

    /** The map of all that was timed. */
    static HeatMap of(List<FigureRow> figures) {
        Set<String> timed = figures.stream().map(FigureRow::kernel).collect(Collectors.toSet());
        List<String> kernels =
                Catalogue.all().stream().map(Kernel::name).filter(timed::contains).toList();
        List<String> layers = figures.stream().map(FigureRow::layer).distinct().toList();
        int longest = kernels.stream().mapToInt(String::length).max().orElse(0);
        int top = (int) Math.ceil(longest * LETTER) + 12;
        List<Cell> cells = new ArrayList<>();
        for (FigureRow figure : figures) {
            int x = LEFT + kernels.indexOf(figure.kernel()) * CELL_WIDTH;
            int y = top + layers.indexOf(figure.layer()) * PITCH;
            cells.add(cell(figure, x, y));
        }
        return new HeatMap(
                LEFT + kernels.size() * CELL_WIDTH + 16,
                top + layers.size() * PITCH,
                kernels.stream()
                        .map(
                                kernel ->
                                        new Label(
                                                kernel,
                                                LEFT
                                                        + kernels.indexOf(kernel) * CELL_WIDTH
                                                        + CELL_WIDTH / 2
                                                        + 4,
                                                top - 8))
                        .toList(),
                layers.stream()
                        .map(
                                layer ->
                                        new Label(
                                                layer,
                                                LEFT - 8,
                                                top + layers.indexOf(layer) * PITCH + 16))
                        .toList(),
                cells,
                path(cells),
                Downloads.of("plans-path", Ratio.class, figures.stream().map(Ratio::of).toList()));
    }

    private static Cell cell(FigureRow figure, int x, int y) {
        double times = figure.times_fastest();
        return new Cell(
                x + 1,
                y,
                level(times),
                times < 9.95
                        ? Figures.decimals(times, times < 1.095 ? 2 : 1)
                        : Figures.figure(times),
                "%s on %s: %s ms, %s times the fastest%s"
                        .formatted(
                                figure.kernel(),
                                figure.layer(),
                                Figures.figure(figure.ms()),
                                Figures.figure(times),
                                figure.planned() ? ", planned" : ""),
                figure.planned());
    }

    static int level(double times) {
        int level = 0;
        while (level < STEPS.length && times > STEPS[level]) {
            level++;
        }
        return level;
    }

    /** From the foot of each planned cell to the head of the next. */
    private static String path(List<Cell> cells) {
        StringBuilder path = new StringBuilder();
        Optional<Cell> before = Optional.empty();
        for (Cell cell : cells.stream().filter(Cell::planned).toList()) {
            before.ifPresent(
                    from ->
                            path.append(
                                    "M%d %dL%d %d"
                                            .formatted(
                                                    middle(from),
                                                    from.y() + CELL_HEIGHT,
                                                    middle(cell),
                                                    cell.y())));
            before = Optional.of(cell);
        }
        return path.toString();
    }

    private static int middle(Cell cell) {
        return cell.x() + CELL_WIDTH / 2 - 1;
    }

    /** How wide a cell is drawn. */
    public int cellWidth() {
        return CELL_WIDTH - 2;
    }

    /** What the colours stand for, the fastest first. */
    public List<String> steps() {
        return Stream.iterate(0, i -> i + 1)
                .limit(STEPS.length + 1)
                .map(
                        i ->
                                i < STEPS.length
                                        ? "≤ " + Figures.figure(STEPS[i])
                                        : "> " + Figures.figure(STEPS[i - 1]))
                .toList();
    }
}
