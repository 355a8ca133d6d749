package fcn.kernels.plan;

import fcn.kernels.Kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plans of simpler rules, for comparison. */
public final class Alternatives {
    private final CostModel model;

    public Alternatives(CostModel model) {
        this.model = model;
    }

    /** The plan of whoever takes the fastest kernel of each layer, copies or not. */
    public Plan greedy() {
        int[] choice = new int[model.graph().size()];
        model.nodes()
                .forEach(
                        (layer, node) -> {
                            List<Candidate> own = model.candidates(layer);
                            for (int i = 1; i < own.size(); i++) {
                                boolean faster =
                                        own.get(i).milliseconds()
                                                < own.get(choice[node]).milliseconds();
                                choice[node] = faster ? i : choice[node];
                            }
                        });
        return model.plan(choice, Map.of());
    }

    /** Whether a kernel may run any layer. */
    public boolean knows(Kernel kernel) {
        return model.nodes().keySet().stream()
                .flatMap(layer -> model.candidates(layer).stream())
                .anyMatch(candidate -> candidate.kernel().equals(kernel));
    }

    /** The greedy plan, but one kernel wherever it has a time. */
    public Plan everywhere(Kernel kernel) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>(greedy().choices());
        model.nodes()
                .keySet()
                .forEach(
                        layer ->
                                model.candidates(layer).stream()
                                        .filter(c -> c.kernel().equals(kernel))
                                        .forEach(
                                                c ->
                                                        choices.put(
                                                                layer,
                                                                new Plan.Choice(kernel, ""))));
        Plan greedy = greedy();
        return new Plan(greedy.network(), greedy.size(), choices);
    }
}
