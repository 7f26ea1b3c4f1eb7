/** The pages of the model registry: which models there are, how they fare, what they cost and whether they answer. */
package io.groundwork.model.web;
