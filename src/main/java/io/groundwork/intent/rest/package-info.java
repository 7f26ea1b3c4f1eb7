/** The classifier on the wire: what it is, its examples, training and trying it. */
package io.groundwork.intent.rest;
