/** The page on which costs are compared: every figure can be changed, and every amount says how it comes about. */
package io.groundwork.cost.web;
