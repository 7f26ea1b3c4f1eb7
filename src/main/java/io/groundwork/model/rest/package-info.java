/** The models of a tenant on the wire. */
package io.groundwork.model.rest;
