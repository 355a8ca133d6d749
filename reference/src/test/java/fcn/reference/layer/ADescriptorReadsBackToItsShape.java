package fcn.reference.layer;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.BadInputException;

import org.junit.jupiter.api.Test;

import java.util.Random;

class ADescriptorReadsBackToItsShape {
    @Test
    void whateverTheShape() {
        Random random = new Random(7);
        int shapes = 0;
        for (int i = 0; i < 5000; i++) {
            ConvolutionShape shape = random(random);
            if (shape != null) {
                shapes++;
                assertThat(ShapeDescriptor.parse(shape.toString()))
                        .as(shape.toString())
                        .isEqualTo(shape);
            }
        }
        assertThat(shapes).isGreaterThan(2000);
    }

    /** Null where the numbers leave no output. */
    private static ConvolutionShape random(Random random) {
        int group = 1 + random.nextInt(3);
        boolean square = random.nextInt(3) == 0;
        int h = 1 + random.nextInt(20);
        int[] window = random.ints(8, 1, 5).toArray();
        window[4]--;
        window[5]--;
        if (square) {
            for (int i = 0; i < 8; i += 2) {
                window[i + 1] = window[i];
            }
        }
        try {
            return new ConvolutionShape(
                    random.nextBoolean(),
                    1 + random.nextInt(3),
                    group,
                    group * (1 + random.nextInt(4)),
                    h,
                    square ? h : 1 + random.nextInt(20),
                    group * (1 + random.nextInt(4)),
                    new Window(
                            window[0], window[1], window[2], window[3], window[4], window[5],
                            window[6], window[7]));
        } catch (BadInputException e) {
            return null;
        }
    }
}
