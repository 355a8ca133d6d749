package fcn.kernels.plan;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;
import fcn.kernels.region.Region;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Crop;
import fcn.reference.layer.Layer;
import fcn.reference.network.Network;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What every plan of a network costs, as a graph: a node for each convolution (its states the
 * kernels), for each value that several layers read (in which layout it is written, and what is
 * framed or copied), and for each reading of a layer that is no convolution, which takes the layout
 * that its inputs agree on. Edges hold frames and conversions.
 */
public final class CostModel {
    private final Network network;
    private final Costs costs;
    private final CostGraph graph = new CostGraph();
    private final Seams seams;
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
    private final Map<Wiring.Unit, List<Seams.Reading>> readings = new HashMap<>();
    private final Map<Wiring.Unit, Seams.Port> written = new HashMap<>();

    /**
     * The model under some costs. A kernel of unknown time is not chosen, but the built-in
     * ranking's, for nothing, where no time on a layer is known; what else is unknown costs
     * nothing.
     *
     * @throws BadInputException when no kernel does a layer
     */
    public CostModel(Network network, Costs costs) {
        this(network, costs, (layer, shape) -> Catalogue.of(shape.transposed()));
    }

    /**
     * The model with other kernels than the catalogue's.
     *
     * @param kernels that may run a layer of that name and shape
     */
    public CostModel(
            Network network,
            Costs costs,
            BiFunction<String, ConvolutionShape, List<? extends Kernel>> kernels) {
        this.network = network;
        this.costs = costs;
        seams = new Seams(graph, costs);
        Wiring wiring = new Wiring(network);
        for (Wiring.Unit unit : wiring.units) {
            if (unit.isCut()) {
                cut(unit);
            } else if (unit.shape == null) {
                operate(unit);
            } else {
                convolve(unit, kernels.apply(unit.layer(), unit.shape));
            }
        }
        wiring.values.forEach(this::connect);
    }

    private void convolve(Wiring.Unit unit, List<? extends Kernel> kernels) {
        List<Candidate> able = new ArrayList<>();
        kernels.forEach(kernel -> Candidate.of(kernel, unit, costs).ifPresent(able::add));
        if (able.isEmpty()) {
            Kernel best = Ranking.best(unit.layer(), unit.shape);
            Costs free = costs.or(step -> Optional.of(Time.NONE));
            able.add(Candidate.of(best, unit, free).orElseThrow());
        }
        int node = graph.add(able.stream().mapToDouble(Candidate::milliseconds).toArray());
        nodes.put(unit.layer(), node);
        candidates.put(unit.layer(), able);
        written.put(
                unit,
                new Seams.Port(
                        node,
                        able.stream().map(Candidate::output).toList(),
                        able.stream().map(Candidate::stored).toList(),
                        able.stream().map(Candidate::places).toList()));
        List<Layout> any = new ArrayList<>();
        able.forEach(candidate -> any.add(null));
        readings.put(
                unit,
                List.of(
                        new Seams.Reading(
                                node,
                                any,
                                able.stream().map(Candidate::input).toList(),
                                able.stream().map(Candidate::wanted).toList(),
                                false)));
    }

    /** A crop in either layout. */
    private void cut(Wiring.Unit unit) {
        List<Layout> layouts = List.of(Layout.values());
        int node = graph.add(new double[layouts.size()]);
        written.put(unit, port(unit, node, layouts));
        Region wanted = unit.part.wanted().getFirst();
        readings.put(unit, List.of(Seams.Reading.of(node, layouts, layouts, wanted, true)));
    }

    /** Of a layer that is no convolution. */
    private static Seams.Port port(Wiring.Unit unit, int node, List<Layout> layouts) {
        int states = layouts.size();
        return new Seams.Port(
                node,
                layouts,
                Collections.nCopies(states, unit.output.valid),
                Collections.nCopies(states, false));
    }

    /**
     * A node for each input in turn. A state says in which layout the layer works, whether all
     * inputs so far were blocked, and in which layout this one is.
     */
    private void operate(Wiring.Unit unit) {
        Layer layer = unit.row.node().layer();
        int count = unit.inputs.size();
        List<Shape> shapes = operands(unit);
        boolean blocks =
                Operations.layout(layer, shapes, Collections.nCopies(count, Layout.NCHW16C))
                        == Layout.NCHW16C;
        List<Seams.Reading> all = new ArrayList<>();
        List<Agreement> before = List.of();
        for (int i = 0; i < count; i++) {
            List<Agreement> states = Agreement.states(i == 0, i == count - 1, blocks);
            boolean last = i == count - 1;
            double[] own =
                    states.stream()
                            .mapToDouble(
                                    s -> last ? pay(new Step.Operate(layer, shapes, s.works())) : 0)
                            .toArray();
            int node = graph.add(own);
            if (i > 0) {
                graph.connect(all.getLast().node(), node, Agreement.links(before, states));
            }
            List<Layout> works = states.stream().map(Agreement::works).toList();
            List<Layout> found = states.stream().map(Agreement::found).toList();
            all.add(Seams.Reading.of(node, found, works, unit.part.wanted().get(i), false));
            written.put(unit, port(unit, node, works));
            before = states;
        }
        readings.put(unit, all);
    }

    /** Of a crop's second operand there is only the shape. */
    private static List<Shape> operands(Wiring.Unit unit) {
        if (unit.row.node().layer() instanceof Crop) {
            return unit.row.inputs();
        }
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < unit.inputs.size(); i++) {
            shapes.add(unit.part.wanted().get(i).shape(unit.inputs.get(i).shape));
        }
        return shapes;
    }

    private void connect(Wiring.Value value) {
        Seams.Port port =
                value.writer == null
                        ? new Seams.Port(
                                graph.add(0),
                                List.of(Layout.NCHW),
                                List.of(value.valid),
                                List.of(false))
                        : written.get(value.writer);
        List<Seams.Reading> readers = new ArrayList<>();
        for (Wiring.Unit unit : value.readers.stream().distinct().toList()) {
            for (int i = 0; i < unit.inputs.size(); i++) {
                if (unit.inputs.get(i) == value) {
                    readers.add(readings.get(unit).get(i));
                }
            }
        }
        seams.connect(value, port, readers);
    }

    private double pay(Step step) {
        return costs.of(step).orElse(Time.NONE).milliseconds();
    }

    public CostGraph graph() {
        return graph;
    }

    /** The node of each convolution and transposed one, in the network's order. */
    public Map<String, Integer> nodes() {
        return Collections.unmodifiableMap(nodes);
    }

    /**
     * What a plan costs; infinite where it has a kernel of unknown time.
     *
     * @throws BadInputException when it lacks a layer
     */
    public double milliseconds(Plan plan) {
        CostGraph held = graph;
        for (Map.Entry<String, Integer> layer : nodes.entrySet()) {
            Plan.Choice choice = plan.choices().get(layer.getKey());
            if (choice == null) {
                throw new BadInputException("the plan has no layer '" + layer.getKey() + "'");
            }
            List<Kernel> kernels =
                    candidates.get(layer.getKey()).stream().map(Candidate::kernel).toList();
            held = held.fixed(layer.getValue(), kernels.indexOf(choice.kernel()));
        }
        // what is left follows from the kernels: nothing to choose, so a reduction has no guesses
        return held.cost(PbqpReduction.of(held).choice());
    }

    /** What the kernels that may run a layer would run. */
    public List<Step.Convolve> convolutions(String layer) {
        return candidates.get(layer).stream().map(Candidate::convolve).toList();
    }

    /** A layer's candidates, by its node's states. */
    List<Candidate> candidates(String layer) {
        return candidates.get(layer);
    }

    /** The plan that a choice of states stands for; {@code reasons} by layer, for people. */
    Plan plan(int[] choice, Map<String, String> reasons) {
        Map<String, Plan.Choice> choices = new LinkedHashMap<>();
        nodes.forEach(
                (layer, node) ->
                        choices.put(
                                layer,
                                new Plan.Choice(
                                        candidates.get(layer).get(choice[node]).kernel(),
                                        reasons.getOrDefault(layer, ""))));
        return new Plan(network.name(), Ranking.size(network), choices);
    }
}
