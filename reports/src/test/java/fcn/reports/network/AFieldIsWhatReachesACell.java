package fcn.reports.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;

/** Cells are followed back to pixels one by one, through random windows. */
class AFieldIsWhatReachesACell {
    @RepeatedTest(40)
    void throughThreeLayers(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<NavigableSet<Integer>> cells = new ArrayList<>();
        for (int pixel = 0; pixel < 400; pixel++) {
            cells.add(new TreeSet<>(List.of(pixel)));
        }
        ReceptiveField field = ReceptiveField.IMAGE;
        boolean back = false;
        for (int layer = 0; layer < 3; layer++) {
            int kernel = 1 + random.nextInt(5);
            int stride = 1 + random.nextInt(3);
            int pad = random.nextInt(kernel);
            back = layer == 2 && random.nextBoolean() && kernel >= stride;
            int dilation = back ? 1 : 1 + random.nextInt(2);
            cells = step(cells, kernel, stride, pad, dilation, back);
            field =
                    back
                            ? field.transposed(kernel, stride, pad, dilation)
                            : field.convolved(kernel, stride, pad, dilation);
        }
        // well inside, where no padding is met
        int widest = 0;
        for (int i = cells.size() / 2 - 3; i < cells.size() / 2 + 3; i++) {
            NavigableSet<Integer> seen = cells.get(i);
            widest = Math.max(widest, seen.last() - seen.first() + 1);
            double middle = field.stride() * i + field.center();
            if (!back) {
                assertThat((seen.first() + seen.last()) / 2.0).isEqualTo(middle);
            }
        }
        assertThat((double) widest).isEqualTo(field.size());
    }

    private static List<NavigableSet<Integer>> step(
            List<NavigableSet<Integer>> in,
            int kernel,
            int stride,
            int pad,
            int dilation,
            boolean back) {
        int reach = dilation * (kernel - 1);
        int out =
                back
                        ? stride * (in.size() - 1) + reach + 1 - 2 * pad
                        : (in.size() + 2 * pad - reach - 1) / stride + 1;
        List<NavigableSet<Integer>> cells = new ArrayList<>();
        for (int o = 0; o < out; o++) {
            NavigableSet<Integer> seen = new TreeSet<>();
            for (int i = 0; i < in.size(); i++) {
                int at = back ? o + pad - i * stride : i + pad - o * stride;
                if (at >= 0 && at <= reach && at % dilation == 0) {
                    seen.addAll(in.get(i));
                }
            }
            cells.add(seen);
        }
        return cells;
    }
}
