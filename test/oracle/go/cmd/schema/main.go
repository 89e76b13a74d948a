// Command schema prints the fields of client-go's kubeconfig (tools/clientcmd/api/v1), one line of JSON for each: the
// struct, the key, the Go type without its package and pointer, and whether the field is written even when it is empty.
package main

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"

	clientcmdv1 "k8s.io/client-go/tools/clientcmd/api/v1"
)

type field struct {
	Struct string `json:"struct"`
	Key    string `json:"key"`
	Type   string `json:"type"`
	Always bool   `json:"always"`
	Secret bool   `json:"secret"`
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	seen := map[reflect.Type]bool{}
	if err := walk(reflect.TypeOf(clientcmdv1.Config{}), seen, encoder); err != nil {
		panic(err)
	}
}

func walk(t reflect.Type, seen map[reflect.Type]bool, encoder *json.Encoder) error {
	if seen[t] {
		return nil
	}
	seen[t] = true
	for i := range t.NumField() {
		each := t.Field(i)
		key, options, _ := strings.Cut(each.Tag.Get("json"), ",")
		if key == "-" || key == "" {
			continue
		}
		found := field{
			Struct: t.Name(),
			Key:    key,
			Type:   spelled(each.Type),
			Always: options == "",
			Secret: each.Tag.Get("datapolicy") != "",
		}
		if err := encoder.Encode(found); err != nil {
			return err
		}
		inner := each.Type
		for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct && inner.Name() != "RawExtension" {
			if err := walk(inner, seen, encoder); err != nil {
				return err
			}
		}
	}
	return nil
}

func spelled(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Pointer:
		return spelled(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "[]byte"
		}
		return "[]" + spelled(t.Elem())
	case reflect.Map:
		return "map[" + spelled(t.Key()) + "]" + spelled(t.Elem())
	default:
		return t.Name()
	}
}
