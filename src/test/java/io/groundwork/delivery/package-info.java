/** What others run us with: the chart, the compose file and the image's own command, linted, rendered and held together. */
package io.groundwork.delivery;
