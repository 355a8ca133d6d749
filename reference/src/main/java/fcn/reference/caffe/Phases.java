package fcn.reference.caffe;

import fcn.reference.BadInputException;
import fcn.reference.caffe.generated.LayerParameter;
import fcn.reference.caffe.generated.NetState;
import fcn.reference.caffe.generated.NetStateRule;
import fcn.reference.caffe.generated.Phase;

import java.util.List;

/**
 * Which layers the TEST phase has, by Caffe's rule (net.cpp, {@code FilterNet}): with {@code
 * include} those of which one rule is met, else those of which no {@code exclude} is met.
 */
final class Phases {
    private Phases() {}

    static boolean runs(LayerParameter layer, NetState state) {
        List<NetStateRule> include = layer.getIncludeList();
        List<NetStateRule> exclude = layer.getExcludeList();
        if (!include.isEmpty() && !exclude.isEmpty()) {
            throw new BadInputException(
                    "layer '"
                            + layer.getName()
                            + "' has both include and exclude rules; keep one kind");
        }
        return include.isEmpty()
                ? exclude.stream().noneMatch(rule -> meets(rule, state))
                : include.stream().anyMatch(rule -> meets(rule, state));
    }

    private static boolean meets(NetStateRule rule, NetState state) {
        return (!rule.hasPhase() || rule.getPhase() == Phase.TEST)
                && (!rule.hasMinLevel() || state.getLevel() >= rule.getMinLevel())
                && (!rule.hasMaxLevel() || state.getLevel() <= rule.getMaxLevel())
                && state.getStageList().containsAll(rule.getStageList())
                && rule.getNotStageList().stream().noneMatch(state.getStageList()::contains);
    }
}
