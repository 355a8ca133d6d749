package fcn.kernels.session;

import fcn.kernels.layout.Layout;
import fcn.kernels.region.Region;
import fcn.reference.tensor.Shape;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What one stage writes, once. A blob that layers overwrite is several values; a blob that only
 * renames another is none of its own.
 */
final class Value {
    /** Of the whole map. */
    final Shape shape;

    /** The rectangle of the map that its memory holds; may reach beyond, into padding. */
    Region stored;

    /** The rectangle of the map that its stage computes: other than stored, it is to be framed. */
    Region valid;

    /** Whether a run's caller gives it: it is never overwritten, and takes no memory of ours. */
    final boolean input;

    /** The blobs under which it is returned. */
    final List<String> kept = new ArrayList<>();

    /** Stages that read it, one entry for each reading. */
    final List<Stage> readers = new ArrayList<>();

    /** Copies in other layouts. */
    final Map<Layout, Value> converted = new EnumMap<>(Layout.class);

    Layout layout = Layout.NCHW;
    Storage storage = new Storage();

    Value(Shape shape, boolean input) {
        this.shape = shape;
        this.input = input;
        stored = Region.of(shape);
        valid = stored;
    }

    /** The shape of what its memory holds. */
    Shape buffer() {
        return stored.shape(shape);
    }

    int floats() {
        return layout.floats(buffer());
    }

    /** The memory itself, once a session has it. */
    float[] data() {
        return storage.data;
    }

    /** The only stage that reads it, or null; null too where the caller wants it. */
    Stage onlyReader() {
        return kept.isEmpty() && readers.size() == 1 ? readers.getFirst() : null;
    }

    /**
     * Memory of one value, of several where stages overwrite their input, or of a kernel's scratch:
     * from when to when.
     */
    static final class Storage {
        long floats;
        int first;
        int last;
        float[] data;
    }
}
