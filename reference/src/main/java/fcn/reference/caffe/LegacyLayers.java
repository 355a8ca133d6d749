package fcn.reference.caffe;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.V1LayerParameter;
import fcn.reference.caffe.generated.V1LayerParameter.LayerType;

import java.util.Map;

/**
 * The legacy {@code layers} as {@code layer}: fields of one name and message are the same, and the
 * type is an enum instead of a name. Weights and learning rates are left behind.
 */
final class LegacyLayers {
    private static final Map<LayerType, String> TYPES =
            Map.ofEntries(
                    Map.entry(LayerType.CONCAT, "Concat"),
                    Map.entry(LayerType.CONVOLUTION, "Convolution"),
                    Map.entry(LayerType.DECONVOLUTION, "Deconvolution"),
                    Map.entry(LayerType.DROPOUT, "Dropout"),
                    Map.entry(LayerType.ELTWISE, "Eltwise"),
                    Map.entry(LayerType.INNER_PRODUCT, "InnerProduct"),
                    Map.entry(LayerType.LRN, "LRN"),
                    Map.entry(LayerType.POOLING, "Pooling"),
                    Map.entry(LayerType.RELU, "ReLU"),
                    Map.entry(LayerType.SIGMOID, "Sigmoid"),
                    Map.entry(LayerType.SOFTMAX, "Softmax"),
                    Map.entry(LayerType.SPLIT, "Split"),
                    Map.entry(LayerType.TANH, "TanH"));

    private LegacyLayers() {}

    static LayerParameter upgrade(V1LayerParameter legacy) {
        LayerParameter.Builder layer =
                LayerParameter.newBuilder()
                        .setName(legacy.getName())
                        .addAllBottom(legacy.getBottomList())
                        .addAllTop(legacy.getTopList())
                        .addAllInclude(legacy.getIncludeList())
                        .addAllExclude(legacy.getExcludeList());
        if (legacy.hasType()) {
            layer.setType(TYPES.getOrDefault(legacy.getType(), legacy.getType().name()));
        }
        Descriptor fields = LayerParameter.getDescriptor();
        for (Map.Entry<FieldDescriptor, Object> entry : legacy.getAllFields().entrySet()) {
            FieldDescriptor field = fields.findFieldByName(entry.getKey().getName());
            if (field != null && field.getName().endsWith("_param")) {
                layer.setField(field, entry.getValue());
            }
        }
        return layer.build();
    }
}
