package fcn.peers;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_binary_add;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_max;

import fcn.reference.layer.ConvolutionShape;
import fcn.reference.layer.Window;
import fcn.reference.tensor.Shape;
import fcn.reference.tensor.Tensor;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.deconvolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Primitives of oneDNN in the order in which they run, on memory in the layouts that they chose.
 */
final class Dnnl {
    /** A primitive and its memory, and the implementation's name. */
    record Step(primitive work, IntMemoryMap memory, List<memory> held, String implementation) {}

    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    private final List<Step> steps = new ArrayList<>();

    /** Runs them all. */
    void run() {
        for (Step step : steps) {
            step.work.execute(queue, step.memory);
        }
        queue._wait();
    }

    /** The implementations of the convolutions, in order. */
    List<String> implementations() {
        return steps.stream().map(Step::implementation).filter(name -> !name.isEmpty()).toList();
    }

    static memory.desc planar(Shape shape) {
        return new memory.desc(dims(shape), memory.data_type.f32, memory.format_tag.nchw);
    }

    private static memory.desc any(Shape shape) {
        return new memory.desc(dims(shape), memory.data_type.f32, memory.format_tag.any);
    }

    memory allocate(memory.desc layout) {
        return new memory(layout, cpu);
    }

    static void put(memory into, float[] values) {
        new FloatPointer(into.get_data_handle()).put(values);
    }

    static float[] get(memory from, int count) {
        float[] values = new float[count];
        new FloatPointer(from.get_data_handle()).get(values);
        return values;
    }

    /** Copies now from one layout into another. */
    void copy(memory from, memory to) {
        new reorder(from, to).execute(queue, from, to);
        queue._wait();
    }

    /** Copies in each run, where the layouts differ. */
    private memory in(memory from, memory.desc wanted) {
        if (from.get_desc().equals(wanted)) {
            return from;
        }
        memory to = allocate(wanted);
        add(new reorder(from, to), "", Map.of(DNNL_ARG_SRC, from, DNNL_ARG_DST, to));
        return to;
    }

    /**
     * A convolution or transposed convolution with its ReLU.
     *
     * @param algorithm oneDNN's number of it
     * @param input null for the first: memory in the layout wanted is made and returned
     * @param bias null for none
     * @return what it reads, and what it writes
     */
    memory[] convolve(
            ConvolutionShape s,
            int algorithm,
            boolean relu,
            memory input,
            Tensor weights,
            Tensor bias) {
        if (s.group() != 1) {
            throw new UnsupportedOperationException("groups are not set up for this peer");
        }
        Window w = s.window();
        long[] kernel = {s.oc(), s.ic(), w.kernelH(), w.kernelW()};
        memory.desc b =
                bias == null
                        ? new memory.desc()
                        : new memory.desc(
                                new long[] {s.oc()}, memory.data_type.f32, memory.format_tag.x);
        primitive_desc chosen =
                described(
                        s,
                        algorithm,
                        new memory.desc(kernel, memory.data_type.f32, memory.format_tag.any),
                        b,
                        attributes(relu));
        memory source = input == null ? allocate(chosen.src_desc()) : in(input, chosen.src_desc());
        memory stored =
                allocate(
                        new memory.desc(
                                kernel,
                                memory.data_type.f32,
                                s.transposed() ? memory.format_tag.iohw : memory.format_tag.oihw));
        put(stored, weights.data());
        memory packed = allocate(chosen.weights_desc());
        copy(stored, packed);
        stored.deallocate();
        memory target = allocate(chosen.dst_desc());
        Map<Integer, memory> arguments =
                new HashMap<>(
                        Map.of(
                                DNNL_ARG_SRC,
                                source,
                                DNNL_ARG_WEIGHTS,
                                packed,
                                DNNL_ARG_DST,
                                target));
        if (bias != null) {
            memory added = allocate(b);
            put(added, bias.data());
            arguments.put(DNNL_ARG_BIAS, added);
        }
        add(new primitive(chosen), chosen.impl_info_str().getString(), arguments);
        return new memory[] {source, target};
    }

    private primitive_desc described(
            ConvolutionShape s,
            int algorithm,
            memory.desc kernel,
            memory.desc bias,
            primitive_attr attributes) {
        Window w = s.window();
        long[] strides = {w.strideH(), w.strideW()};
        long[] dilates = {w.dilationH() - 1, w.dilationW() - 1};
        long[] pads = {w.padH(), w.padW()};
        memory.desc in = any(s.input());
        memory.desc out = any(s.output());
        return s.transposed()
                ? new deconvolution_forward.primitive_desc(
                        cpu,
                        dnnl_forward_inference,
                        algorithm,
                        in,
                        kernel,
                        bias,
                        out,
                        strides,
                        dilates,
                        pads,
                        pads,
                        attributes,
                        false)
                : new convolution_forward.primitive_desc(
                        cpu,
                        dnnl_forward_inference,
                        algorithm,
                        in,
                        kernel,
                        bias,
                        out,
                        strides,
                        dilates,
                        pads,
                        pads,
                        attributes,
                        false);
    }

    private static primitive_attr attributes(boolean relu) {
        primitive_attr attributes = new primitive_attr();
        if (relu) {
            post_ops after = new post_ops();
            after.append_eltwise(dnnl_eltwise_relu, 0, 0);
            attributes.set_post_ops(after);
        }
        return attributes;
    }

    /** Maximum pooling; Caffe's last window may reach beyond the map. */
    memory pool(memory input, Shape in, Shape out, Window w) {
        long bottom = (long) (out.h() - 1) * w.strideH() + w.kernelH() - in.h() - w.padH();
        long right = (long) (out.w() - 1) * w.strideW() + w.kernelW() - in.w() - w.padW();
        pooling_forward.primitive_desc chosen =
                new pooling_forward.primitive_desc(
                        cpu,
                        dnnl_forward_inference,
                        dnnl_pooling_max,
                        input.get_desc(),
                        any(out),
                        new long[] {w.strideH(), w.strideW()},
                        new long[] {w.kernelH(), w.kernelW()},
                        new long[] {0, 0},
                        new long[] {w.padH(), w.padW()},
                        new long[] {Math.max(0, bottom), Math.max(0, right)});
        memory output = allocate(chosen.dst_desc());
        add(new primitive(chosen), "", Map.of(DNNL_ARG_SRC, input, DNNL_ARG_DST, output));
        return output;
    }

    /** The sum of two maps, in the first's layout. */
    memory sum(memory a, memory b) {
        binary.primitive_desc chosen =
                new binary.primitive_desc(
                        cpu, dnnl_binary_add, a.get_desc(), b.get_desc(), a.get_desc());
        memory output = allocate(chosen.dst_desc());
        add(
                new primitive(chosen),
                "",
                Map.of(DNNL_ARG_SRC, a, DNNL_ARG_SRC_1, b, DNNL_ARG_DST, output));
        return output;
    }

    /** A map cut out of another, in Caffe's order. */
    memory cut(memory from, Shape size, int[] offsets) {
        memory.desc part =
                from.get_desc()
                        .submemory_desc(
                                dims(size), new long[] {0, offsets[1], offsets[2], offsets[3]});
        memory window = new memory(part, cpu, from.get_data_handle());
        memory output = allocate(planar(size));
        add(new reorder(window, output), "", Map.of(DNNL_ARG_SRC, window, DNNL_ARG_DST, output));
        return output;
    }

    /** A map in Caffe's order. */
    memory planar(memory from, Shape shape) {
        return in(from, planar(shape));
    }

    private void add(primitive work, String implementation, Map<Integer, memory> arguments) {
        IntMemoryMap map = new IntMemoryMap();
        arguments.forEach(map::put);
        steps.add(new Step(work, map, List.copyOf(arguments.values()), implementation));
    }

    private static long[] dims(Shape shape) {
        return new long[] {shape.n(), shape.c(), shape.h(), shape.w()};
    }
}
