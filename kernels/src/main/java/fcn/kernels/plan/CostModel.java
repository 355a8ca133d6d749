package fcn.kernels.plan;

import fcn.kernels.Catalogue;
import fcn.kernels.Kernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.operation.Operations;
import fcn.reference.BadInputException;
import fcn.reference.layer.ConvolutionShape;
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
 * kernels), for each value that several layers read (in which layout it is written, and whether it
 * is copied into the other), and for each reading of a layer that is no convolution, which takes
 * the layout that its inputs agree on. Edges hold the conversions.
 */
public final class CostModel {
    private static final double FORBIDDEN = Double.POSITIVE_INFINITY;

    /** A node's states, by the layouts that they mean for whoever is connected. */
    private record Port(int node, List<Layout> layouts) {}

    /** A reading: which layout must be found (null: any), and in which it is read. */
    private record Reading(int node, List<Layout> found, List<Layout> read) {}

    private final Network network;
    private final Costs costs;
    private final CostGraph graph = new CostGraph();
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
    private final Map<Wiring.Unit, List<Reading>> readings = new HashMap<>();
    private final Map<Wiring.Unit, Port> written = new HashMap<>();

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
        Wiring wiring = new Wiring(network);
        for (Wiring.Unit unit : wiring.units) {
            if (unit.shape == null) {
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
        written.put(unit, new Port(node, able.stream().map(Candidate::output).toList()));
        List<Layout> any = new ArrayList<>();
        able.forEach(candidate -> any.add(null));
        readings.put(
                unit,
                List.of(new Reading(node, any, able.stream().map(Candidate::input).toList())));
    }

    /**
     * A node for each input in turn. A state says in which layout the layer works, whether all
     * inputs so far were blocked, and in which layout this one is.
     */
    private void operate(Wiring.Unit unit) {
        Layer layer = unit.row.node().layer();
        List<Shape> shapes = unit.row.inputs();
        int count = unit.inputs.size();
        boolean blocks =
                Operations.layout(layer, shapes, Collections.nCopies(count, Layout.NCHW16C))
                        == Layout.NCHW16C;
        List<Reading> all = new ArrayList<>();
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
                graph.connect(all.getLast().node, node, Agreement.links(before, states));
            }
            List<Layout> works = states.stream().map(Agreement::works).toList();
            all.add(new Reading(node, states.stream().map(Agreement::found).toList(), works));
            written.put(unit, new Port(node, works));
            before = states;
        }
        readings.put(unit, all);
    }

    private void connect(Wiring.Value value) {
        Port port =
                value.writer == null
                        ? new Port(graph.add(0), List.of(Layout.NCHW))
                        : written.get(value.writer);
        List<Reading> readers = new ArrayList<>();
        for (Wiring.Unit unit : value.readers.stream().distinct().toList()) {
            for (int i = 0; i < unit.inputs.size(); i++) {
                if (unit.inputs.get(i) == value) {
                    readers.add(readings.get(unit).get(i));
                }
            }
        }
        if (readers.size() == 1) {
            Reading reading = readers.getFirst();
            graph.connect(port.node, reading.node, conversions(value.shape, port, reading));
        } else if (readers.size() > 1) {
            share(value.shape, port, readers);
        }
    }

    private double[][] conversions(Shape shape, Port port, Reading reading) {
        double[][] paid = new double[port.layouts.size()][reading.read.size()];
        for (int i = 0; i < paid.length; i++) {
            Layout from = port.layouts.get(i);
            for (int j = 0; j < paid[i].length; j++) {
                Layout found = reading.found.get(j);
                paid[i][j] =
                        found != null && found != from
                                ? FORBIDDEN
                                : conversion(shape, from, reading.read.get(j));
            }
        }
        return paid;
    }

    /** A node that says whether a value has a copy, which all its readers share. */
    private void share(Shape shape, Port port, List<Reading> readers) {
        List<Layout> layouts = List.of(Layout.NCHW, Layout.NCHW16C);
        int count = layouts.size();
        double[] own = new double[2 * count];
        double[][] matches = new double[port.layouts.size()][2 * count];
        for (int i = 0; i < count; i++) {
            Layout layout = layouts.get(i);
            own[count + i] = conversion(shape, layout, layouts.get(1 - i));
            for (int j = 0; j < matches.length; j++) {
                boolean matching = port.layouts.get(j) == layout;
                matches[j][i] = matching ? 0 : FORBIDDEN;
                matches[j][count + i] = matches[j][i];
            }
        }
        int node = graph.add(own);
        graph.connect(port.node, node, matches);
        for (Reading reading : readers) {
            double[][] served = new double[2 * count][reading.read.size()];
            for (int i = 0; i < served.length; i++) {
                Layout layout = layouts.get(i % count);
                for (int j = 0; j < served[i].length; j++) {
                    Layout found = reading.found.get(j);
                    boolean there = i >= count || reading.read.get(j) == layout;
                    served[i][j] = there && (found == null || found == layout) ? 0 : FORBIDDEN;
                }
            }
            graph.connect(node, reading.node, served);
        }
    }

    private double conversion(Shape shape, Layout from, Layout to) {
        return from == to ? 0 : pay(new Step.Convert(shape, from, to));
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
