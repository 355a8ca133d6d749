/** Who may import whom. */
package fcn.architecture;
