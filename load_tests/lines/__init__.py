"""Ways to reach a server under test: sockets and WebRTC, Viva's wire and stock Pipecat's."""
