package fcn.benchmarks.peers;

import fcn.benchmarks.jmh.WarmUp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Milliseconds of an entrant's runs, a figure for each turn, and those of ours in the turn beside
 * it.
 */
record Turns(List<Double> own, List<Double> ours) {
    static final Turns NONE = new Turns(List.of(), List.of());

    /** Rounds, forth and back, for those who are close to ours. */
    private static final int ROUNDS = 4;

    /** Rounds for those who are clearly slower. */
    private static final int CLEAR_ROUNDS = 2;

    /** So many times our time in every turn is clear. */
    private static final double CLEAR = 1.5;

    /**
     * Lets ready entrants take turns, forth and back.
     *
     * @param ours the name of the one that the others are held against; where it is not ready,
     *     there are no turns
     */
    static Map<String, Turns> take(String ours, Map<String, Worker> ready, double seconds) {
        Map<String, Turns> turns = new LinkedHashMap<>();
        if (!ready.containsKey(ours)) {
            return turns;
        }
        ready.keySet()
                .forEach(name -> turns.put(name, new Turns(new ArrayList<>(), new ArrayList<>())));
        WarmUp.untilFreedIsHandedOn(0);
        for (int pass = 0; pass < 2 * ROUNDS; pass++) {
            boolean late = pass >= 2 * CLEAR_ROUNDS;
            List<String> order =
                    ready.keySet().stream()
                            .filter(name -> !late || !turns.get(name).isClear())
                            .toList();
            if (late && order.size() == 1) {
                break; // ours alone is left
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            for (String name : pass % 2 == 0 ? order : order.reversed()) {
                Message.Reply reply =
                        ready.get(name).ask(Message.Request.lasting(Message.Action.TURN, seconds));
                if (reply.failure() == null) {
                    figures.put(name, reply.milliseconds());
                }
            }
            Double beside = figures.get(ours);
            if (beside != null) {
                figures.forEach((name, figure) -> turns.get(name).add(figure, beside));
            }
        }
        return turns;
    }

    private void add(double figure, double beside) {
        own.add(figure);
        ours.add(beside);
    }

    private boolean isClear() {
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i) < CLEAR * ours.get(i)) {
                return false;
            }
        }
        return !own.isEmpty();
    }
}
