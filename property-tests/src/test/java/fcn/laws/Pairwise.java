package fcn.laws;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Epilogue;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Trials of a kernel in which any two levels of two factors meet, where it supports a shape in
 * which they do (Cohen et al., The AETG system, 1997: greedily, a random search for each pair that
 * is left). In order of their work, so that the first that fails is the smallest.
 */
final class Pairwise {
    private static final long SEED = 20261124;

    /** About a millisecond for the reference. */
    private static final long MOST_FLOPS = 1_500_000;

    private static final int SAMPLES = 40_000;
    private static final int ATTEMPTS = 2_000;
    private static final int CANDIDATES = 12;
    private static final Map<Kernel, Pairwise> ALL = new ConcurrentHashMap<>();

    /** What is varied, and between how many levels: see {@link #trial}. */
    private enum Factor {
        KERNEL(8),
        STRIDE(4),
        PAD(4),
        DILATION(4),
        GROUPS(3),
        INPUTS(6),
        OUTPUTS(7),
        HEIGHT(5),
        WIDTH(7),
        IMAGES(2),
        EPILOGUE(3),
        BIAS(2),
        THREADS(2);

        private final int levels;

        Factor(int levels) {
            this.levels = levels;
        }
    }

    /** Two levels that meet: of which factors, as place · 16 + level. */
    private record Pair(int one, int other) {}

    private static final List<Factor> FACTORS = List.of(Factor.values());
    private static final List<Epilogue> EPILOGUES = List.of(Epilogue.values());

    private final Kernel kernel;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<int[]> levels;
    private final Set<Pair> reached = new HashSet<>();
    private final List<Trial> trials = new ArrayList<>();
    private int possible;

    private Pairwise(Kernel kernel) {
        this.kernel = kernel;
        levels = possibleLevels();
        for (int i = 0; i < FACTORS.size(); i++) {
            for (int j = i + 1; j < FACTORS.size(); j++) {
                for (int a : levels.get(i)) {
                    for (int b : levels.get(j)) {
                        possible++;
                        reach(i, a, j, b);
                    }
                }
            }
        }
        trials.sort(Comparator.comparingLong(trial -> trial.shape().flops()));
    }

    static Pairwise of(Kernel kernel) {
        return ALL.computeIfAbsent(kernel, Pairwise::new);
    }

    /** The trials of these kernels. */
    static List<Trial> trials(List<Kernel> kernels) {
        return kernels.stream()
                .flatMap(kernel -> of(kernel).trials.stream())
                .sorted(Comparator.comparingLong(trial -> trial.shape().flops()))
                .toList();
    }

    List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** Pairs of levels that meet in a trial. */
    int reached() {
        return reached.size();
    }

    /** Pairs of levels of which each occurs in a shape that the kernel supports. */
    int possible() {
        return possible;
    }

    /** The levels of each factor that a random search finds supported. */
    private List<int[]> possibleLevels() {
        boolean[][] found = new boolean[FACTORS.size()][16];
        for (int i = 0; i < SAMPLES; i++) {
            int[] choice = FACTORS.stream().mapToInt(f -> random.nextInt(f.levels)).toArray();
            if (trial(choice).isPresent()) {
                for (int f = 0; f < choice.length; f++) {
                    found[f][choice[f]] = true;
                }
            }
        }
        return Stream.of(found).map(Pairwise::indices).toList();
    }

    private static int[] indices(boolean[] found) {
        int[] indices = new int[found.length];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    /** Adds the best of some trials in which these levels meet, unless they have met. */
    private void reach(int i, int a, int j, int b) {
        if (reached.contains(pair(i, a, j, b))) {
            return;
        }
        int[] best = null;
        int most = 0;
        int candidates = 0;
        for (int attempt = 0; attempt < ATTEMPTS && candidates < CANDIDATES; attempt++) {
            int[] choice =
                    levels.stream().mapToInt(some -> some[random.nextInt(some.length)]).toArray();
            choice[i] = a;
            choice[j] = b;
            if (trial(choice).isPresent()) {
                candidates++;
                Set<Pair> fresh = pairs(choice);
                fresh.removeAll(reached);
                if (fresh.size() > most) {
                    most = fresh.size();
                    best = choice;
                }
            }
        }
        if (best != null) {
            reached.addAll(pairs(best));
            trials.add(trial(best).orElseThrow());
        }
    }

    private static Set<Pair> pairs(int[] choice) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i < choice.length; i++) {
            for (int j = i + 1; j < choice.length; j++) {
                pairs.add(pair(i, choice[i], j, choice[j]));
            }
        }
        return pairs;
    }

    private static Pair pair(int i, int a, int j, int b) {
        return new Pair(i * 16 + a, j * 16 + b);
    }

    /** The trial of these levels, where it exists, is supported and is not too much work. */
    private Optional<Trial> trial(int[] choice) {
        int[][] kernels = {{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {7, 7}, {2, 3}, {5, 1}};
        int[][] strides = {{1, 1}, {2, 2}, {3, 3}, {2, 1}};
        int[][] dilations = {{1, 1}, {2, 2}, {3, 3}, {1, 2}};
        int[] inputs = {1, 3, 15, 16, 17, 37};
        int[] outputs = {1, 5, 7, 15, 16, 17, 37};
        int[] heights = {1, 2, 5, 9, 14};
        int[] widths = {1, 3, 7, 8, 13, 18, 35};
        int[] k = kernels[level(choice, Factor.KERNEL)];
        int[] s = strides[level(choice, Factor.STRIDE)];
        int[] d = dilations[level(choice, Factor.DILATION)];
        int padH = pad(level(choice, Factor.PAD), k[0], d[0]);
        int padW = pad(level(choice, Factor.PAD), k[1], d[1]);
        int in = inputs[level(choice, Factor.INPUTS)];
        int out = outputs[level(choice, Factor.OUTPUTS)];
        int groups =
                switch (level(choice, Factor.GROUPS)) {
                    case 0 -> 1;
                    case 1 -> 2;
                    default -> in;
                };
        boolean channelwise = level(choice, Factor.GROUPS) == 2;
        Window window = new Window(k[0], k[1], s[0], s[1], padH, padW, d[0], d[1]);
        int h = heights[level(choice, Factor.HEIGHT)];
        int w = widths[level(choice, Factor.WIDTH)];
        boolean transposed = Trial.transposed(kernel);
        if ((transposed ? window.transposedH(h) : window.convolvedH(h)) < 1
                || (transposed ? window.transposedW(w) : window.convolvedW(w)) < 1) {
            return Optional.empty();
        }
        ConvolutionShape shape =
                new ConvolutionShape(
                        transposed,
                        level(choice, Factor.IMAGES) == 0 ? 1 : 3,
                        groups,
                        channelwise ? in : groups * in,
                        h,
                        w,
                        channelwise ? in * Math.ceilDiv(out, in) : groups * out,
                        window);
        Epilogue epilogue = EPILOGUES.get(level(choice, Factor.EPILOGUE));
        return shape.flops() > MOST_FLOPS
                        || kernel.algorithm().unsupported(shape).isPresent()
                        || !kernel.algorithm().supports(epilogue)
                ? Optional.empty()
                : Optional.of(
                        new Trial(
                                kernel,
                                shape,
                                epilogue,
                                level(choice, Factor.BIAS) == 1,
                                level(choice, Factor.THREADS) == 0 ? 1 : 3,
                                1 + Arrays.hashCode(choice) & 0xFFFFF));
    }

    private static int level(int[] choice, Factor factor) {
        return choice[FACTORS.indexOf(factor)];
    }

    /** None, one, what keeps the size of a dense odd kernel, or as much as the kernel spans. */
    private static int pad(int level, int kernel, int dilation) {
        return switch (level) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> dilation * (kernel - 1) / 2;
            default -> dilation * (kernel - 1) + 1;
        };
    }

    /** The figure for all kernels, a line each. */
    static String figures() {
        StringBuilder lines = new StringBuilder();
        for (Kernel kernel : Catalogue.all()) {
            Pairwise pairwise = of(kernel);
            lines.append(
                    "%-24s %3d shapes reach %4d of %4d pairs (%d%%)%n"
                            .formatted(
                                    kernel.name(),
                                    pairwise.trials.size(),
                                    pairwise.reached(),
                                    pairwise.possible(),
                                    100 * pairwise.reached() / pairwise.possible()));
        }
        return lines.toString();
    }
}
