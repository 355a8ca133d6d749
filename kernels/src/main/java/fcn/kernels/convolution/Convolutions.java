package fcn.kernels.convolution;

import static fcn.kernels.convolution.Winograd.Schedule.FUSED;
import static fcn.kernels.convolution.Winograd.Schedule.ON_THE_FLY;
import static fcn.kernels.convolution.Winograd.Schedule.PHASED;
import static fcn.kernels.convolution.Winograd.Schedule.STREAMED;

import fcn.kernels.Kernel;
import fcn.kernels.layout.Layout;
import fcn.kernels.winograd.TileF2;
import fcn.kernels.winograd.TileF2Taps7;
import fcn.kernels.winograd.TileF3Taps7;
import fcn.kernels.winograd.TileF4;
import fcn.kernels.winograd.TileF4Taps5;
import fcn.kernels.winograd.TileF6;

/**
 * The catalogue of convolution kernels: a line for each. Their names are what people and files call
 * them.
 */
public enum Convolutions implements Kernel {
    DIRECT(new Direct()),
    DIRECT_SIMD(new DirectSimd()),
    DIRECT_NCHW(new DirectNchw()),
    DIRECT_BLOCKED(new DirectBlocked()),
    IM2COL_GEMM(new Im2colGemm()),
    KN2ROW(new Kn2row()),
    MEC(new Mec()),
    INDIRECT(new Indirect()),
    DEPTHWISE(new Depthwise()),
    IMPLICIT_GEMM(new ImplicitGemm(Layout.NCHW16C)),
    IMPLICIT_GEMM_NCHW(new ImplicitGemm(Layout.NCHW)),
    IMPLICIT_GEMM_STREAMED(new ImplicitGemmStreamed()),
    STRASSEN(new Strassen()),
    WINOGRAD_F2_7X7(new Winograd(new TileF2Taps7(), PHASED)),
    WINOGRAD_F3_7X7(new Winograd(new TileF3Taps7(), PHASED)),
    WINOGRAD_F3_7X7_ON_THE_FLY(new Winograd(new TileF3Taps7(), ON_THE_FLY)),
    WINOGRAD_F3_7X7_STREAMED(new Winograd(new TileF3Taps7(), STREAMED)),
    FFT(new Fft()),
    WINOGRAD_F4_5X5(new Winograd(new TileF4Taps5(), FUSED)),
    WINOGRAD_F4_5X5_PHASED(new Winograd(new TileF4Taps5(), PHASED)),
    WINOGRAD_F2(new Winograd(new TileF2(), FUSED)),
    WINOGRAD_F4(new Winograd(new TileF4(), FUSED)),
    WINOGRAD_F4_PHASED(new Winograd(new TileF4(), PHASED)),
    WINOGRAD_F6(new Winograd(new TileF6(), FUSED)),
    WINOGRAD_F6_PHASED(new Winograd(new TileF6(), PHASED)),
    WINOGRAD_F6_ON_THE_FLY(new Winograd(new TileF6(), ON_THE_FLY)),
    WINOGRAD_F6_STREAMED(new Winograd(new TileF6(), STREAMED));

    private final ConvolutionKernel algorithm;

    Convolutions(ConvolutionKernel algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public ConvolutionKernel algorithm() {
        return algorithm;
    }
}
