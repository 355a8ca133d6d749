package fcn.reports.performance;

import static fcn.reports.Samples.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.convolution.Convolutions;
import fcn.kernels.plan.Measurement;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.Planner;
import fcn.kernels.transposed.TransposedConvolutions;
import fcn.reports.Samples;
import fcn.reports.page.Downloads;
import fcn.reports.results.Beside;
import fcn.reports.results.PhaseTimes;
import fcn.reports.results.Result;
import fcn.reports.results.Roof;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every drawing, table and download holds the numbers that were measured. */
class ThePictureIsTheFigures {
    private static final Result SIMD =
            result("conv1", Convolutions.DIRECT_SIMD, 0.01, 0.009, 0.011);
    private static final Result GEMM =
            result("conv1", Convolutions.IMPLICIT_GEMM, 0.02, 0.019, 0.021);

    private final List<Result> results =
            List.of(
                    GEMM,
                    SIMD,
                    result("up", TransposedConvolutions.GATHER, 1, 0.9, 1.1),
                    result("up", TransposedConvolutions.SCATTER, 3, 2.9, 3.1),
                    result("up", TransposedConvolutions.SCATTER_GEMM, 0.5, 0.45, 0.55),
                    result("up", TransposedConvolutions.GATHER_PHASES, 0.52, 0.47, 0.57));

    @Test
    void theHeatMapHoldsTimesOverTheFastestAndThePlansPath() {
        HeatMap map = page(List.of()).heatMap();
        // conv1 and conv2 have one shape
        assertThat(map.cells()).hasSize(8);
        HeatMap.Cell slow = map.cells().get(1);
        assertThat(slow.text()).isEqualTo("2.0");
        assertThat(slow.level()).isEqualTo(3);
        assertThat(slow.planned()).isFalse();
        List<HeatMap.Cell> planned = map.cells().stream().filter(HeatMap.Cell::planned).toList();
        assertThat(planned).extracting(HeatMap.Cell::text).containsExactly("1.00", "1.00", "1.00");
        assertThat(map.path().split("M", -1)).hasSize(3);
        assertThat(map.path())
                .startsWith("M%d ".formatted(planned.getFirst().x() + map.cellWidth() / 2))
                .contains(
                        "L%d %d"
                                .formatted(
                                        planned.get(2).x() + map.cellWidth() / 2,
                                        planned.get(2).y()));
    }

    /** Names stand upright, in letters of 10 px, 0.602 of that wide in the usual fonts. */
    @Test
    void theHeatMapHasRoomForEachName() {
        Plan nothing = new Plan("small", "12x8", Map.of());
        for (Kernel kernel : Catalogue.all()) {
            Result timed = result("conv1", kernel, 1, 0.9, 1.1);
            List<Contest> contests = Contest.all(Samples.network(), List.of(timed), List.of());
            List<FigureRow> rows =
                    FigureRow.all(Samples.conditions(), contests, nothing, List.of());
            HeatMap.Label column = HeatMap.of(rows).columns().getFirst();
            assertThat((double) column.y()).isGreaterThan(6.02 * kernel.name().length());
        }
    }

    @Test
    void aRooflinesPointsStandWhereTheirFiguresAre() {
        Roofline roof = page(List.of()).sections().getFirst().roofline();
        assertThat(roof.points()).hasSize(2);
        Roofline.Point fast = roof.points().get(0);
        Roofline.Point slow = roof.points().get(1);
        Roofline.Tick one = roof.yTicks().get(0);
        Roofline.Tick two = roof.yTicks().get(1);
        double octave = one.at() - two.at();
        double octaves =
                Math.log(Double.parseDouble(two.label()) / Double.parseDouble(one.label()));
        // half the time is twice the operations a second
        assertThat(slow.y() - fast.y()).isCloseTo(octave * Math.log(2) / octaves, within(0.5));
        assertThat(roof.ceilings())
                .extracting(Roofline.Ceiling::label)
                .containsExactly("FMA peak 100 GFLOP/s", "memory 20.0 GB/s", "L2 200 GB/s");
        Roofline.Ceiling memory = roof.ceilings().get(1);
        Roofline.Ceiling peak = roof.ceilings().get(0);
        // memory's line ends at the peak, at 5 operations a byte
        assertThat(memory.y2()).isCloseTo(peak.y1(), within(0.11));
        assertThat(memory.x2()).isBetween(memory.x1(), peak.x2());
    }

    @Test
    void thePhasesAndWhatTheyLeaveAddUpToTheRun() {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("multiply", 0.006);
        phases.put("store", 0.003);
        PhaseTimes clocked =
                new PhaseTimes("DIRECT_SIMD", SIMD.shape(), 2, 0.01, phases, 4_000_000);
        PerformancePage page = page(List.of(clocked));
        Distance distance = page.distances().getFirst();
        assertThat(distance.layer()).isEqualTo("conv1");
        assertThat(distance.parts())
                .extracting(Distance.Part::kind)
                .containsExactly("ideal", "slow", "store", "idle");
        // 442368 operations at 100 GFLOP/s take 4.42 µs of the 6 spent on them
        assertThat(distance.parts().getFirst().milliseconds()).isCloseTo(0.00442368, within(1e-9));
        assertThat(distance.parts().stream().mapToDouble(Distance.Part::milliseconds).sum())
                .isCloseTo(0.01, within(1e-9));
        assertThat(page.figures().getFirst().workspace()).isEqualTo("4.00 MB");
        assertThat(page.figures().get(1).workspace()).startsWith("≤ ");
    }

    @Test
    void scatterIsHeldAgainstGatherTwice() {
        ScatterGather up = page(List.of()).scatterGather().getFirst();
        assertThat(up.plain().ratio()).isCloseTo(3, within(1e-12));
        assertThat(up.plain().text()).isEqualTo("gather, 3.00 × as fast");
        assertThat(up.best().scatter()).isEqualTo("SCATTER_GEMM");
        assertThat(up.best().gather()).isEqualTo("GATHER_PHASES");
        assertThat(up.best().text()).startsWith("tie");
    }

    @Test
    void thePlanSaysWhatTheNextBestWouldCost() {
        PlanRow conv1 = page(List.of()).plan().getFirst();
        assertThat(conv1.kernel()).isEqualTo("DIRECT_SIMD");
        assertThat(conv1.beyondFastest()).isEqualTo("0");
        assertThat(conv1.regret()).isEqualTo("+0.0100 ms IMPLICIT_GEMM");
    }

    @Test
    void theDownloadsHoldEveryFigure() {
        List<FigureRow> figures = page(List.of()).figures();
        JsonNode json = json(page(List.of()).downloads());
        assertThat(json.size()).isEqualTo(8);
        assertThat(json.at("/1/kernel").asString()).isEqualTo("IMPLICIT_GEMM");
        assertThat(json.at("/1/ms").asDouble()).isEqualTo(0.02);
        assertThat(json.at("/1/times_fastest").asDouble()).isEqualTo(2);
        String[] lines = Downloads.csv(FigureRow.class, figures).split("\r\n", -1);
        assertThat(lines).hasSize(10);
        List<String> header = List.of(lines[0].split(",", -1));
        List<String> row = List.of(lines[2].split(",", -1));
        assertThat(row).hasSameSizeAs(header);
        assertThat(row.get(header.indexOf("ms"))).isEqualTo("0.02");
        assertThat(row.get(header.indexOf("shape"))).isEqualTo(GEMM.shape().toString());
    }

    @Test
    void everyFigureHasItsNumbers() {
        PhaseTimes clocked =
                new PhaseTimes("DIRECT_SIMD", SIMD.shape(), 2, 0.01, Map.of("store", 0.003), 4);
        PerformancePage page = page(List.of(clocked));
        assertThat(json(page.heatMap().downloads()).at("/1/times_fastest").asDouble()).isEqualTo(2);
        JsonNode roofline = json(page.roofline().downloads());
        assertThat(roofline.at("/0/name").asString()).isEqualTo("FMA peak");
        assertThat(roofline.at("/0/gflops").asDouble()).isEqualTo(100);
        // the third-level cache was not measured
        assertThat(roofline.at("/2/gigabytes_per_second").asDouble()).isEqualTo(200);
        assertThat(roofline.at("/3/flops_per_byte").asDouble())
                .isEqualTo(page.winners().getFirst().flops_per_byte());
        JsonNode phases = json(Distance.downloads(page.distances()));
        assertThat(phases.at("/0/phase").asString()).isEqualTo("bias, ReLU, store");
        assertThat(phases.at("/0/ms").asDouble()).isCloseTo(0.003, within(1e-12));
        JsonNode duels = json(ScatterGather.downloads(page.scatterGather()));
        assertThat(duels.at("/0/scatter_over_gather").asDouble()).isEqualTo(3);
        assertThat(duels.at("/1/gather_ms").asDouble()).isEqualTo(0.52);
        JsonNode plan = json(page.planDownloads());
        assertThat(plan.at("/0/next_best").asString()).isEqualTo("IMPLICIT_GEMM");
        assertThat(plan.at("/0/next_best_more_ms").asDouble()).isCloseTo(0.01, within(1e-12));
        LayerSection conv1 = page.sections().getFirst();
        assertThat(json(conv1.downloads()).size()).isEqualTo(conv1.bars().size());
        assertThat(json(conv1.roofline().downloads()).at("/3/name").asString())
                .isEqualTo("DIRECT_SIMD");
        assertThat(json(page.winnersDownloads()).size()).isEqualTo(page.winners().size());
    }

    private static JsonNode json(Downloads files) {
        String encoded = files.json().split(",", 2)[1];
        return new JsonMapper().readTree(Base64.getDecoder().decode(encoded));
    }

    @Test
    void markdownHasALineForEachLayer() {
        String text = MarkdownReport.of(page(List.of()));
        assertThat(text)
                .contains("\n| conv1 | DIRECT_SIMD | 0.0100 | 0.00900 … 0.0110 | 44.2 |")
                .contains("\n| up | SCATTER_GEMM | 0.500 | GATHER_PHASES | 0.520 | tie")
                .containsPattern("\\n\\| up \\| SCATTER_GEMM \\|.*\\| tie with GATHER_PHASES \\|");
    }

    private PerformancePage page(List<PhaseTimes> phases) {
        List<Contest> contests = Contest.all(Samples.network(), results, List.of());
        Plan plan =
                Planner.plan(
                        Samples.network(),
                        contests.stream()
                                .flatMap(
                                        contest ->
                                                contest.ranked().stream()
                                                        .map(r -> measurement(contest, r)))
                                .toList());
        return PerformancePage.of(
                Samples.conditions().under(Map.of(2, new Roof(100, 200, 0, 20))),
                contests,
                plan,
                new Beside(phases, Optional.empty(), Optional.empty()));
    }

    private static Measurement measurement(Contest contest, Result result) {
        return new Measurement(
                contest.layer(),
                result.kernel(),
                result.milliseconds(),
                result.low(),
                result.high());
    }
}
