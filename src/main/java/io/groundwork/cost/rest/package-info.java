/** The address under which costs are compared. */
package io.groundwork.cost.rest;
