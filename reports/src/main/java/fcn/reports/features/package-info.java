/**
 * Feature maps as pictures: a blob comes in, and statistics ({@link
 * fcn.reports.features.FeatureStatistics}), a grid of its maps ({@link
 * fcn.reports.features.FeatureGrid}) and a page ({@link fcn.reports.features.FeaturesPage}) go out.
 */
package fcn.reports.features;
