// The part of ankerl::unordered_dense that the worker uses, on top of abseil's hash tables (see README.md).
//
// Two differences matter. abseil's erase(iterator) returns nothing, and the worker needs the iterator that follows.
// abseil iterates in no particular order where the original keeps insertion order; the worker relies on neither.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>
#include <functional>
#include <iterator>

namespace ankerl::unordered_dense
{
	template<typename Key>
	using hash = absl::Hash<Key>;

	template<typename Table>
	class WithNextOnErase : public Table
	{
	public:
		using Table::Table;
		using Table::erase;

		typename Table::iterator erase(typename Table::iterator it)
		{
			const auto next = std::next(it);

			Table::erase(it);

			return next;
		}

		typename Table::iterator erase(typename Table::const_iterator) = delete;
	};

	template<typename Key, typename Value, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using map = WithNextOnErase<absl::flat_hash_map<Key, Value, Hash, Equal>>;

	template<typename Key, typename Hash = hash<Key>, typename Equal = std::equal_to<Key>>
	using set = WithNextOnErase<absl::flat_hash_set<Key, Hash, Equal>>;
} // namespace ankerl::unordered_dense
