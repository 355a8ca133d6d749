package fcn.benchmarks.command;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.plan.Alternatives;
import fcn.kernels.plan.Appraisal;
import fcn.kernels.plan.Certificate;
import fcn.kernels.plan.Limits;
import fcn.kernels.plan.Memory;
import fcn.kernels.plan.Plan;
import fcn.kernels.plan.PlanSearch;
import fcn.kernels.plan.Solution;
import fcn.reports.performance.Figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** What a plan takes as a whole, how sure it is to be the best, and what others would take. */
record PlanRemarks(
        PlanSearch search,
        Alternatives alternatives,
        Limits limits,
        PlanSearch.Found found,
        Tuning tuning,
        List<Appraisal.Verdict> verdicts,
        Appraisal.Confidence confidence,
        int draws) {
    /**
     * All of them.
     *
     * @param copies frames and copies between layouts, which take {@code paid} ms together
     * @param byMemory the front, the cheapest plan first
     */
    List<String> all(int copies, double paid, List<PlanSearch.Found> byMemory) {
        double kernels = verdicts.stream().mapToDouble(Appraisal.Verdict::milliseconds).sum();
        Memory memory = found.memory();
        List<String> remarks = new ArrayList<>();
        remarks.add(
                "together %s: kernels %s, %d frames and copies between layouts %s, other layers %s"
                        .formatted(
                                milliseconds(found.milliseconds()),
                                milliseconds(kernels),
                                copies,
                                milliseconds(paid),
                                milliseconds(Math.max(0, found.milliseconds() - kernels - paid))));
        if (limits.equals(Limits.NONE)) {
            tuning.network()
                    .ifPresent(
                            whole ->
                                    remarks.add(
                                            "the network ran in %s under the fastest plan when its steps were timed, %s from their sum"
                                                    .formatted(
                                                            milliseconds(whole.milliseconds()),
                                                            Figures.percent(
                                                                    Math.abs(
                                                                            found.milliseconds()
                                                                                            / whole
                                                                                                    .milliseconds()
                                                                                    - 1)))));
        }
        remarks.add(
                "memory %s: weights %s, activations and workspace %s; error bound %s"
                        .formatted(
                                Units.bytes(memory.total()),
                                Units.bytes(memory.prepared()),
                                Units.bytes(memory.working()),
                                PlanSummary.error(found.error())));
        remarks.add(proof(byMemory.getFirst().memory().total()));
        boolean frugal = found.solution().method() == Solution.Method.FRUGAL;
        remarks.add(
                "%s is the best in %s of %d draws of all times from their 99.9%% intervals%s %s more than the best on average"
                        .formatted(
                                frugal ? "the cheapest plan" : "this plan",
                                Figures.percent(confidence.probability()),
                                draws,
                                frugal ? "; this one takes" : ", and takes",
                                Figures.percent(confidence.loss())));
        Plan greedy = alternatives.greedy();
        remarks.add(
                "the fastest kernel of each layer, copies or not: "
                        + milliseconds(search.model().milliseconds(greedy)));
        Kernel single =
                Catalogue.all().stream()
                        .filter(alternatives::knows)
                        .min(Comparator.comparingDouble(this::everywhere))
                        .orElseThrow();
        remarks.add(
                "%s wherever it was timed, the best of such plans: %s"
                        .formatted(single.name(), milliseconds(everywhere(single))));
        remarks.add("times: " + tuning.file());
        return remarks;
    }

    private double everywhere(Kernel kernel) {
        return search.model().milliseconds(alternatives.everywhere(kernel));
    }

    /**
     * What is proved.
     *
     * @param most bytes that the cheapest plan takes
     */
    private String proof(long most) {
        Solution solution = found.solution();
        return switch (solution.method()) {
            case EXACT -> certified("is the sum");
            case FRUGAL ->
                    certified(
                            "is %s less than the sum; this plan ties with the cheapest and takes %s less memory"
                                    .formatted(
                                            Figures.percent(1 - solution.bound() / solution.cost()),
                                            Units.bytes(most - found.memory().total())));
            case EXACT_WITHIN_LIMITS ->
                    "no plan within these limits is cheaper under these times: branch and bound went to its end";
            case BOUNDED ->
                    "branch and bound was given up: no plan within these limits takes less than "
                            + milliseconds(solution.bound());
            case REDUCED ->
                    "no plan is cheaper under these times: PBQP reduction had nothing to guess";
            case GUESSED ->
                    "the graph is too wide for an exact answer: by PBQP reduction; no plan takes less than "
                            + milliseconds(solution.bound());
        };
    }

    private String certified(String sum) {
        Certificate certificate = search.certificate().orElseThrow();
        OptionalLong checked = certificate.check(search.model().graph());
        return checked.isEmpty()
                ? "the certificate does not hold: a fault of ours, please report it"
                : "no plan is cheaper under these times: a lower bound of %s, checked anew by %d inequalities, %s"
                        .formatted(milliseconds(certificate.bound()), checked.getAsLong(), sum);
    }

    private static String milliseconds(double value) {
        return Figures.figure(value) + " ms";
    }
}
