package fcn.reference.caffe;

import fcn.reference.BadInputException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many axes Caffe counts in each blob, which a negative axis is taken from; shapes here always
 * have four.
 */
final class Ranks {
    private final Map<String, Integer> ranks = new HashMap<>();

    /** The axes of a blob; 4 where nothing is known of it. */
    int of(String blob) {
        return ranks.getOrDefault(blob, 4);
    }

    /** The axes of the first of these; 4 where there is none. */
    int ofFirst(List<String> blobs) {
        return blobs.isEmpty() ? 4 : of(blobs.getFirst());
    }

    void set(List<String> blobs, int rank) {
        blobs.forEach(blob -> ranks.put(blob, rank));
    }

    /**
     * An axis counted from the left.
     *
     * @throws BadInputException when a blob of that many axes has no such axis
     */
    static int axis(int axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new BadInputException(
                    "axis " + axis + " does not exist in a blob of " + rank + " axes");
        }
        return axis < 0 ? axis + rank : axis;
    }
}
