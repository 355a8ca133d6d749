package fcn.reports.performance;

import fcn.reports.results.PeerResults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Our kernels beside other libraries, as text.
 *
 * @param faster first of all: where a peer is faster, a line each
 * @param intro what was measured and how
 * @param tables the layers on each number of threads, then the network
 * @param about version and settings of each entrant
 * @param machine what it ran on
 */
public record PeerSection(
        List<String> faster,
        String intro,
        List<Table> tables,
        Map<String, String> about,
        Map<String, String> machine,
        String command) {
    /** A table; each row has a cell for each column. */
    public record Table(String title, List<String> columns, List<List<Cell>> rows) {}

    /**
     * A cell.
     *
     * @param kind {@code peer} where a peer is faster, {@code tie}, or empty
     */
    public record Cell(String text, String kind) {
        static Cell plain(String text) {
            return new Cell(text, "");
        }
    }

    /** Lays out results. */
    public static PeerSection of(PeerResults results) {
        List<String> names =
                results.entrants().stream().map(PeerResults.Entrant::name).distinct().toList();
        List<Table> tables = new ArrayList<>();
        List<Integer> threads =
                results.cases().stream().map(PeerResults.Case::threads).distinct().toList();
        for (int count : threads) {
            List<PeerResults.Case> layers = cases(results, count, false);
            if (!layers.isEmpty()) {
                tables.add(layers(count, names, layers));
            }
        }
        for (int count : threads) {
            for (PeerResults.Case network : cases(results, count, true)) {
                tables.add(network(results, network));
            }
        }
        Map<String, String> about = new LinkedHashMap<>();
        for (PeerResults.Entrant entrant : results.entrants()) {
            about.put(entrant.name(), settings(entrant.about()));
        }
        return new PeerSection(
                faster(results),
                intro(results),
                tables,
                about,
                results.machine(),
                results.command());
    }

    private static List<PeerResults.Case> cases(PeerResults results, int threads, boolean network) {
        return results.cases().stream()
                .filter(one -> one.threads() == threads && one.isNetwork() == network)
                .toList();
    }

    private static String settings(Map<String, String> about) {
        return String.join(
                "; ",
                about.entrySet().stream()
                        .map(e -> (e.getKey() + " " + e.getValue()).strip())
                        .toList());
    }

    private static String intro(PeerResults results) {
        return "%s at %s, batch 1, float32. Each in a process of its own, in turns with ours, A B B A; random values, but upsampling layers are bilinear; the median of the turns, and in brackets its time over ours and its relative L2 error. A tie (≈) is a ratio whose interval holds 1, or within %s of it. Measured in %s, %s."
                .formatted(
                        results.network(),
                        results.size().replace("x", " × "),
                        Figures.percent(PeerRatio.THRESHOLD),
                        Figures.duration(results.seconds()),
                        results.date().replace("T", " ").replace("Z", " UTC"));
    }

    private static List<String> faster(PeerResults results) {
        List<String> lines = new ArrayList<>();
        for (PeerResults.Case one : results.cases()) {
            for (PeerResults.Entry entry : one.entries()) {
                if (isPeer(entry) && !entry.turns().isEmpty()) {
                    PeerRatio ratio = PeerRatio.of(entry);
                    if (ratio.verdict() == PeerRatio.Verdict.PEER) {
                        lines.add(
                                "%s on %s, %s: %s takes %s of our time (%s to %s)"
                                        .formatted(
                                                entry.entrant(),
                                                one.name(),
                                                threads(one.threads()),
                                                entry.algorithm(),
                                                Figures.percent(ratio.median()),
                                                Figures.decimals(ratio.low(), 2),
                                                Figures.decimals(ratio.high(), 2)));
                    }
                }
            }
        }
        return lines;
    }

    private static boolean isPeer(PeerResults.Entry entry) {
        return !entry.entrant().startsWith(PeerResults.OURS);
    }

    private static Table layers(int threads, List<String> names, List<PeerResults.Case> cases) {
        List<String> taking =
                names.stream()
                        .filter(name -> cases.stream().anyMatch(c -> c.of(name).isPresent()))
                        .toList();
        List<String> columns = new ArrayList<>(List.of("layer"));
        columns.addAll(taking);
        List<List<Cell>> rows = new ArrayList<>();
        for (PeerResults.Case one : cases) {
            for (String layer : one.layers()) {
                List<Cell> row = new ArrayList<>(List.of(Cell.plain(layer)));
                taking.forEach(
                        name ->
                                row.add(
                                        one.of(name)
                                                .map(PeerSection::cell)
                                                .orElse(Cell.plain("–"))));
                rows.add(row);
            }
        }
        return new Table("Layers on " + threads(threads) + ", ms", columns, rows);
    }

    private static Cell cell(PeerResults.Entry entry) {
        if (entry.turns().isEmpty()) {
            return Cell.plain("failed");
        }
        String error = entry.error() == null ? "" : error(entry.error());
        if (entry.entrant().equals(PeerResults.OURS)) {
            return Cell.plain(
                    "%s %s (%s)".formatted(milliseconds(entry), entry.algorithm(), error));
        }
        return judged(entry, ", " + error);
    }

    private static Cell judged(PeerResults.Entry entry, String more) {
        PeerRatio ratio = PeerRatio.of(entry);
        PeerRatio.Verdict verdict = ratio.verdict();
        return new Cell(
                "%s (%s%s ×%s)"
                        .formatted(
                                milliseconds(entry),
                                verdict == PeerRatio.Verdict.TIE ? "≈ " : "",
                                Figures.decimals(ratio.median(), 2),
                                more),
                switch (verdict) {
                    case PEER -> isPeer(entry) ? "peer" : "";
                    case TIE -> "tie";
                    case OURS -> "";
                });
    }

    private static Table network(PeerResults results, PeerResults.Case one) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PeerResults.Entrant entrant : results.entrants()) {
            one.of(entrant.name()).ifPresent(entry -> rows.add(row(entry, entrant.installBytes())));
        }
        return new Table(
                "The whole network on " + threads(one.threads()),
                List.of(
                        "library",
                        "ms (over ours)",
                        "first result, s",
                        "peak memory by then, MB",
                        "to install, MB",
                        "error"),
                rows);
    }

    private static List<Cell> row(PeerResults.Entry entry, long installBytes) {
        boolean failed = entry.turns().isEmpty();
        Cell time =
                failed
                        ? Cell.plain("failed")
                        : entry.entrant().equals(PeerResults.OURS)
                                ? Cell.plain(milliseconds(entry))
                                : judged(entry, "");
        return List.of(
                Cell.plain(entry.entrant()),
                time,
                Cell.plain(
                        entry.firstMilliseconds() == null
                                ? "–"
                                : Figures.decimals(entry.firstMilliseconds() / 1000, 1)),
                Cell.plain(
                        entry.peakMegabytes() == null
                                ? "–"
                                : Figures.decimals(entry.peakMegabytes(), 0)),
                Cell.plain(Figures.decimals(installBytes / 1e6, 1)),
                Cell.plain(entry.error() == null ? "–" : error(entry.error())));
    }

    private static String milliseconds(PeerResults.Entry entry) {
        double[] sorted = entry.turns().stream().mapToDouble(t -> t).sorted().toArray();
        int n = sorted.length;
        return Figures.figure((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }

    private static String error(double error) {
        return String.format(Locale.ROOT, "%.0e", error);
    }

    private static String threads(int threads) {
        return threads == 1 ? "1 thread" : threads + " threads";
    }

    /** As Markdown, for a README. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        if (faster.isEmpty()) {
            text.append("No peer is faster on any layer, nor on the network.\n");
        } else {
            text.append("Where a peer is faster:\n\n");
            faster.forEach(line -> text.append("- ").append(line).append('\n'));
        }
        text.append('\n').append(intro).append('\n');
        for (Table table : tables) {
            text.append("\n").append(table.title).append(":\n\n| ");
            text.append(String.join(" | ", table.columns)).append(" |\n|");
            text.append(" --- |".repeat(table.columns.size())).append('\n');
            for (List<Cell> row : table.rows) {
                text.append("|");
                row.forEach(cell -> text.append(' ').append(marked(cell)).append(" |"));
                text.append('\n');
            }
        }
        text.append('\n');
        about.forEach(
                (name, settings) ->
                        text.append("- ").append(name).append(": ").append(settings).append('\n'));
        machine.forEach(
                (name, value) ->
                        text.append("- ").append(name).append(": ").append(value).append('\n'));
        return text.append("\n    ").append(command).append('\n').toString();
    }

    private static String marked(Cell cell) {
        return cell.kind.equals("peer") ? "**" + cell.text + "**" : cell.text;
    }
}
