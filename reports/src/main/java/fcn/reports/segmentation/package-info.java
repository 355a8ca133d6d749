/**
 * Labels as pictures: the scores of classes come in, and labels, shares, confidence ({@link
 * fcn.reports.segmentation.Segmentation}) and a page that shows them side by side ({@link
 * fcn.reports.segmentation.SegmentationPage}) go out.
 */
package fcn.reports.segmentation;
