package fcn.kernels.plan;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What steps take. */
@FunctionalInterface
public interface Costs {
    /** Standard deviations from the middle of a 99.9% interval to its ends. */
    double DEVIATIONS = 3.29;

    /** The time of a step; empty where it is not known, so that a kernel is not to be chosen. */
    Optional<Time> of(Step step);

    /** These, and others' where these know nothing. */
    default Costs or(Costs others) {
        return step -> of(step).or(() -> others.of(step));
    }

    /**
     * What the truth may be: each figure drawn from a normal distribution that has the interval as
     * its 99.9% one, above 0. A figure that several steps share is drawn once.
     */
    default Costs drawn(RandomGenerator random) {
        IdentityHashMap<Time, Time> drawn = new IdentityHashMap<>();
        return step ->
                of(step).map(time -> drawn.computeIfAbsent(time, known -> draw(known, random)));
    }

    private static Time draw(Time known, RandomGenerator random) {
        double deviation = (known.high() - known.low()) / 2 / DEVIATIONS;
        double value = known.milliseconds() + deviation * random.nextGaussian();
        double positive = Math.max(value, known.milliseconds() / 100);
        return new Time(positive, positive, positive);
    }
}
