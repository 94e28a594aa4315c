// Which SRTP streams of a session the worker has given up, and when to really forget them.
//
// The worker calls srtp_stream_remove() when a producer or consumer closes, and for every packet that belongs to no
// producer. Really removing the stream drops its rollover counter (RFC 3711, section 3.3.1). Once the sender has wrapped
// its 16 bit sequence number, the counter cannot be guessed again, so every later packet of that SSRC would fail
// authentication for as long as the transport lives: a new producer with the same SSRC (replaceTrack, unpublish and
// publish again) would stay mute. So a stream is kept when the worker gives it up.
//
// Keeping all of them for ever is no good either: each takes about 0.75 KiB, libsrtp finds a stream by walking a list,
// and a hostile client could make up SSRCs without end. So at most `Capacity` given-up streams are kept per session, and
// the one that was given up first goes when another comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

class HoldfastRetiredStreams
{
public:
	static constexpr size_t Capacity{ 256 };

	// Returns true if a stream must be removed now, whose SSRC is then in *evicted.
	bool Add(uint32_t ssrc, uint32_t* evicted)
	{
		// A stream that is given up again and again (packets without a producer) counts once, as the newest.
		for (auto it = this->ssrcs.rbegin(); it != this->ssrcs.rend(); ++it)
		{
			if (*it == ssrc)
			{
				if (it != this->ssrcs.rbegin())
				{
					this->ssrcs.erase(std::next(it).base());
					this->ssrcs.push_back(ssrc);
				}

				return false;
			}
		}

		this->ssrcs.push_back(ssrc);

		if (this->ssrcs.size() <= Capacity)
		{
			return false;
		}

		*evicted = this->ssrcs.front();
		this->ssrcs.pop_front();

		return true;
	}

private:
	std::deque<uint32_t> ssrcs;
};
