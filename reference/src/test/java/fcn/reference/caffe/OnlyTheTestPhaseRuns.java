package fcn.reference.caffe;

import static org.assertj.core.api.Assertions.assertThat;

import fcn.reference.Refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlyTheTestPhaseRuns {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    include { phase: TRAIN }                    | false
                    include { phase: TEST }                     | true
                    include { phase: TRAIN } include { }        | true
                    exclude { phase: TRAIN }                    | true
                    exclude { phase: TEST }                     | false
                    include { stage: "deploy" }                 | true
                    include { stage: "other" }                  | false
                    include { not_stage: "deploy" }             | false
                    exclude { phase: TRAIN stage: "deploy" }    | true
                    include { min_level: 2 }                    | false
                    include { min_level: 1 max_level: 1 }       | true
                    """)
    void byTheRulesOfEachLayer(String rules, boolean runs) {
        String text =
                """
                state { phase: TRAIN level: 1 stage: "deploy" }
                input: "x" input_shape { dim: 1 }
                layer { name: "it" type: "ReLU" bottom: "x" top: "y" %s }
                """
                        .formatted(rules);
        assertThat(Prototxt.parse("n", text).find("it").isPresent()).isEqualTo(runs);
    }

    @Test
    void soThatTrainingLayersNeedNotBeKnown() {
        String text =
                """
                input: "x" input_shape { dim: 1 }
                layer {
                  name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN }
                  transform_param { mirror: true crop_size: 224 mean_value: 104 }
                  data_param { source: "train" batch_size: 32 backend: LMDB }
                }
                layer {
                  name: "loss" type: "SoftmaxWithLoss" bottom: "x" bottom: "label" top: "loss"
                  include { phase: TRAIN } loss_weight: 1
                  loss_param { ignore_label: 255 normalize: false }
                }
                """;
        assertThat(Prototxt.parse("n", text).nodes()).hasSize(1);
    }

    @Test
    void andTwoKindsOfRulesContradict() {
        Refusal.of(
                        () ->
                                Prototxt.parse(
                                        "n",
                                        """
                                        layer { name: "a" type: "ReLU" include { } exclude { } }
                                        """))
                .isEqualTo("n: layer 'a' has both include and exclude rules; keep one kind");
    }
}
