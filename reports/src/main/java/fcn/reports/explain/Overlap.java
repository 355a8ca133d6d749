package fcn.reports.explain;

import fcn.reference.layer.Window;

import java.util.ArrayList;
import java.util.List;

/**
 * How often the kernel's footprints overlap: the large map of a walk, a unit a cell, each cell in
 * the colour of how many cells of the small map meet it.
 *
 * @param caption what is counted, in words
 * @param steps the fewest first
 * @param frames the footprints of the first two cells of the small map, where they lie within
 */
public record Overlap(int rows, int columns, String caption, List<Step> steps, List<Frame> frames) {
    /**
     * All cells that are met equally often, as one SVG path.
     *
     * @param share of the most that any is met
     */
    public record Step(int meetings, double share, String path) {}

    /** A footprint's outline. */
    public record Frame(int x, int y, int width, int height) {}

    static Overlap of(Walk walk) {
        List<Integer> meetings = walk.meetings();
        int columns = walk.large().get(1);
        int most = meetings.stream().mapToInt(x -> x).max().orElseThrow();
        List<Step> steps = new ArrayList<>();
        for (int count : meetings.stream().distinct().sorted().toList()) {
            StringBuilder path = new StringBuilder();
            for (int cell = 0; cell < meetings.size(); cell++) {
                if (meetings.get(cell) == count) {
                    path.append("M%d %dh1v1h-1z".formatted(cell % columns, cell / columns));
                }
            }
            steps.add(new Step(count, (double) count / Math.max(1, most), path.toString()));
        }
        return new Overlap(walk.large().get(0), columns, caption(walk, most), steps, frames(walk));
    }

    private static String caption(Walk walk, int most) {
        return walk.shape().transposed()
                ? "an output is written by %d inputs at most".formatted(most)
                : "an input is read by %d outputs at most".formatted(most);
    }

    private static List<Frame> frames(Walk walk) {
        Window w = walk.shape().window();
        if (w.padH() > 0 || w.padW() > 0) {
            return List.of();
        }
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < Math.min(2, walk.small().get(1)); i++) {
            frames.add(new Frame(i * w.strideW(), 0, (int) w.spanW(), (int) w.spanH()));
        }
        return frames;
    }
}
