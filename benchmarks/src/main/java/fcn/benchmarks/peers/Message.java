package fcn.benchmarks.peers;

import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** What goes between this process and an entrant's, a line of JSON each. */
final class Message {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Message() {}

    /** What an entrant is asked to do. */
    enum Action {
        ABOUT,
        LAYER,
        NETWORK,
        DESCRIBE,
        SAVE,
        WARM,
        TURN,
        MEMORY,
        RELEASE
    }

    /**
     * A request.
     *
     * @param layer what a layer is, its shape as a descriptor; null for others
     * @param seconds of a warm-up or a turn
     * @param path a network's folder, or a file for an output
     */
    record Request(Action action, Layer layer, Double seconds, String path) {
        static Request of(Action action) {
            return new Request(action, null, null, null);
        }

        static Request on(Action action, Object path) {
            return new Request(action, null, null, path.toString());
        }

        static Request lasting(Action action, double seconds) {
            return new Request(action, null, seconds, null);
        }

        static Request layer(LayerCase.Kind kind) {
            Layer layer =
                    new Layer(
                            kind.name(),
                            kind.shape().toString(),
                            kind.epilogue().relu(),
                            kind.bias());
            return new Request(Action.LAYER, layer, null, null);
        }
    }

    /** A layer in text. */
    record Layer(String name, String shape, Boolean relu, Boolean bias) {}

    /**
     * An answer.
     *
     * @param failure what went wrong, in a line; null where all went well
     * @param milliseconds the median of a turn's runs
     * @param peakMegabytes the most memory that the process ever had resident, 10⁶ bytes
     */
    record Reply(
            String failure,
            Map<String, String> about,
            String algorithm,
            Double milliseconds,
            Double peakMegabytes) {
        static final Reply DONE = new Reply(null, null, null, null, null);

        static Reply failed(String failure) {
            return new Reply(failure, null, null, null, null);
        }

        static Reply about(Map<String, String> about) {
            return new Reply(null, about, null, null, null);
        }

        static Reply ready(String algorithm) {
            return new Reply(null, null, algorithm, null, null);
        }

        static Reply took(double milliseconds) {
            return new Reply(null, null, null, milliseconds, null);
        }

        static Reply peak(Double megabytes) {
            return new Reply(null, null, null, null, megabytes);
        }
    }
}
