// The part of libsrtp 3's interface that the worker uses, on top of libsrtp 2.5 (see README.md).
//
// libsrtp 3 hides the policy behind a handle, takes separate input and output buffers with size_t lengths, and
// returns bool-like options as bool. The functions below are C++ overloads of the C functions with the same names, so
// nothing in libsrtp2 itself is renamed.
#pragma once

#include "srtp-retired-streams.h"
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>

// The type name means "pointer to an opaque policy" in libsrtp 3. The struct of libsrtp 2 keeps its layout and gets
// another name in this program.
#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

// Codes that libsrtp 2 does not have; the worker only maps them to text. Numbers follow the last one of libsrtp 2.5.
inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

struct HoldfastSrtpPolicy
{
	srtp2_policy_t policy;
	// Master key followed by master salt, as libsrtp 2 wants them.
	unsigned char key[SRTP_MAX_KEY_LEN];
	srtp_profile_t profile;
};

using srtp_policy_t = HoldfastSrtpPolicy*;

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy = new (std::nothrow) HoldfastSrtpPolicy{};

	return *policy ? srtp_err_status_ok : srtp_err_status_alloc_fail;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	if (policy)
	{
		// Do not leave the master key behind in freed memory. The write is volatile so that it is not optimized away.
		volatile unsigned char* key = policy->key;

		for (size_t i = 0; i < sizeof(policy->key); ++i)
		{
			key[i] = 0;
		}
	}

	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);

	if (err != srtp_err_status_ok)
	{
		return err;
	}

	policy->profile = profile;

	// SRTCP always carries the 80 bit tag, also under the profile with the 32 bit tag (RFC 5764, section 4.1.2);
	// libsrtp's function for RTCP does that.
	return srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t mkiLen)
{
	if (mkiLen != 0 || keyLen + saltLen > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}

	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	policy->policy.key = policy->key;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t windowSize)
{
	policy->policy.window_size = windowSize;

	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, static_cast<const srtp2_policy_t*>(&policy->policy));
}

// Encrypts `in` into `out`, whose capacity is *outLen before and whose used length is *outLen after. libsrtp 2 works
// in place and never checks the capacity, so that is done here.
template<typename Protect>
inline srtp_err_status_t holdfast_srtp_protect(
  Protect protect, srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	if (inLen + SRTP_MAX_TRAILER_LEN > *outLen)
	{
		return srtp_err_status_buffer_small;
	}

	if (out != in)
	{
		std::memcpy(out, in, inLen);
	}

	int len        = static_cast<int>(inLen);
	const auto err = protect(session, out, &len);

	*outLen = err == srtp_err_status_ok ? static_cast<size_t>(len) : 0;

	return err;
}

// Decrypts `in` into `out`; lengths as above. The result is never longer than the input.
template<typename Unprotect>
inline srtp_err_status_t holdfast_srtp_unprotect(
  Unprotect unprotect, srtp_t session, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen)
{
	if (inLen > *outLen)
	{
		return srtp_err_status_buffer_small;
	}

	if (out != in)
	{
		std::memcpy(out, in, inLen);
	}

	int len        = static_cast<int>(inLen);
	const auto err = unprotect(session, out, &len);

	*outLen = err == srtp_err_status_ok ? static_cast<size_t>(len) : 0;

	return err;
}

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return holdfast_srtp_protect(
	  [](srtp_t s, void* data, int* len) { return srtp_protect(s, data, len); },
	  session,
	  rtp,
	  rtpLen,
	  srtp,
	  srtpLen);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	return holdfast_srtp_protect(
	  [](srtp_t s, void* data, int* len) { return srtp_protect_rtcp(s, data, len); },
	  session,
	  rtcp,
	  rtcpLen,
	  srtcp,
	  srtcpLen);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return holdfast_srtp_unprotect(
	  [](srtp_t s, void* data, int* len) { return srtp_unprotect(s, data, len); },
	  session,
	  srtp,
	  srtpLen,
	  rtp,
	  rtpLen);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return holdfast_srtp_unprotect(
	  [](srtp_t s, void* data, int* len) { return srtp_unprotect_rtcp(s, data, len); },
	  session,
	  srtcp,
	  srtcpLen,
	  rtcp,
	  rtcpLen);
}

// Keeps the stream for now; srtp-retired-streams.h says why. The worker passes the SSRC in network order.
inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrcNetworkOrder)
{
	auto* retired = static_cast<HoldfastRetiredStreams*>(srtp_get_user_data(session));

	if (!retired)
	{
		retired = new (std::nothrow) HoldfastRetiredStreams{};

		if (!retired)
		{
			return srtp_err_status_alloc_fail;
		}

		srtp_set_user_data(session, retired);
	}

	uint32_t evicted;

	if (retired->Add(ssrcNetworkOrder, &evicted))
	{
		return srtp_remove_stream(session, evicted);
	}

	return srtp_err_status_ok;
}

inline srtp_err_status_t holdfast_srtp_dealloc(srtp_t session)
{
	delete static_cast<HoldfastRetiredStreams*>(srtp_get_user_data(session));
	srtp_set_user_data(session, nullptr);

	return srtp_dealloc(session);
}

#define srtp_dealloc holdfast_srtp_dealloc
