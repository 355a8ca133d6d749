/**
 * What is right: the definition that everything fast is held against; it imports nothing of ours.
 */
package fcn.reference;
